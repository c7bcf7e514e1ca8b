"""One stylesheet made of many."""

import os
import re
from pathlib import Path

import rcssmin
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


def test_comments_and_idle_space_are_left_out_and_space_that_says_something_stays(tmp_path):
    (tmp_path / "main.css").write_text("""/* @import "no.css"; */\n@import "a.css";\n""", "utf-8")
    source = "/* why */\na ,  b > i :is(c) {\n  margin: 0 calc(1px - 2px);\n}\n"
    (tmp_path / "a.css").write_text(source, "utf-8")

    assert stylesheet.build(tmp_path / "main.css") == "a,b>i :is(c){margin:0 calc(1px - 2px)}\n"


def test_rules_for_one_kind_of_screen_stand_together_behind_all_others():
    css = stylesheet.gather("a{b:c}@media x{a{b:d}}@media print{p{q:r}}e{f:g}@media x{e{f:h}}")
    assert css == "a{b:c}e{f:g}@media print{p{q:r}}@media x{a{b:d}e{f:h}}"


def test_nothing_is_lost_where_rules_are_gathered():
    files = stylesheet.IMPORT.findall((CSS / "main.css").read_text("utf-8"))
    sources = [rcssmin.cssmin((CSS / file).read_text("utf-8")) for file in files]
    conditions = [found for source in sources for found in re.findall("@media[^{]+", source)]
    rules = sum(source.count("{") for source in sources)
    built = stylesheet.build(CSS / "main.css")
    assert built.count("{") == rules - len(conditions) + len(set(conditions))


def test_custom_properties_get_names_of_one_letter_and_classes_keep_theirs():
    css = stylesheet.shorten("a{--ground:red;--ink:b}.c--ink{d:var(--ink);e:var(--ink)}")
    assert css == "a{--b:red;--a:b}.c--ink{d:var(--a);e:var(--a)}"


def test_every_custom_property_that_is_used_is_set():
    built = stylesheet.build(CSS / "main.css")
    used = set(re.findall(r"var\((--[\w-]+)\)", built))
    assert len(used) > 30
    assert not used - set(re.findall(r"[{;](--[\w-]+):", built))


def test_print_stays_the_last_word():
    built = stylesheet.build(CSS / "main.css")
    assert built.rindex("@media print") == built.rindex("@media")


def test_it_is_made_where_there_is_none_and_written_only_when_it_has_changed(tmp_path, settings):
    settings.VAR_DIR = tmp_path
    finder = stylesheet.StylesheetFinder()
    built = stylesheet.build(CSS / "main.css")
    assert finder.find("css/other.css") == finder.find("css/other.css", find_all=True) == finder.check() == []
    made = Path(finder.find(stylesheet.NAME))
    assert (finder.find(stylesheet.NAME, find_all=True), made.read_text("utf-8")) == ([str(made)], built)
    os.utime(made, (1, 1))
    ((name, storage),) = finder.list([])
    assert (storage.path(name), made.stat().st_mtime) == (str(made), 1)
    made.write_text("a{}", "utf-8")
    assert list(finder.list([])) == [(stylesheet.NAME, finder.storage)]
    assert made.read_text("utf-8") == built


def test_there_are_as_many_short_names_as_letters():
    names = [f"--name-{number}" for number in range(len(stylesheet.LETTERS) + 1)]
    css = stylesheet.shorten("".join(f"a{{{name}:x;y:var({name})}}" for name in [*names, *names[:-1]]))
    assert "--name-" in css and css.count(names[-1]) == 2
    assert not [name for name in names[:-1] if f"{name}:" in css]
