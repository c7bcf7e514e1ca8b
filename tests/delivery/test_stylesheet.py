"""One stylesheet made of many."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from astra_site.delivery import stylesheet

CSS = settings.BASE_DIR / "static" / "css"


def test_the_pages_stylesheet_is_found_and_fresh():
    found = Path(finders.find(stylesheet.NAME))
    assert found.read_text(encoding="utf-8") == stylesheet.build(CSS / "main.css")


def test_every_source_is_imported():
    imported = set(stylesheet.IMPORT.findall((CSS / "main.css").read_text(encoding="utf-8")))
    sources = {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")} - {"main.css"}
    assert imported == sources


def test_comments_and_idle_space_are_left_out():
    assert stylesheet.squeeze("/* why */\na ,  b {\n  color: red;\n}\n") == "a,b{color: red;}"
