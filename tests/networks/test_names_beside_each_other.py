"""Names in two scripts stand apart in the text itself, not only to the eye."""

import re
from html import unescape

import pytest

pytestmark = pytest.mark.django_db

LATIN = "A-Za-zČĆĐŠŽčćđšž"
OTHER_SCRIPTS = "\u0370-\u052f\u10a0-\u10ff"
GLUED = re.compile(f"[{LATIN}”][{OTHER_SCRIPTS}]|[{OTHER_SCRIPTS}”][{LATIN}]")
PAGES = (
    "/mreze/la-strada-international/",
    "/mreze/ban/",
    "/mreze/missing-children-europe/",
    "/mreze/ein/",
    "/organizacije/",
    "/organizacije/otvorena-porta/",
)


def text_of(html: str) -> str:
    """Return what copying, reading aloud and searching see: the words without the tags."""
    body = html[html.index("<main") : html.index("</main>")]
    without_code = re.sub(r"<(script|style)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", without_code))


@pytest.mark.parametrize("page", PAGES)
def test_a_name_and_the_same_name_in_another_script_do_not_run_together(client, page):
    assert GLUED.findall(text_of(client.get(page).content.decode())) == []


def test_both_names_of_a_member_are_on_the_page_of_its_network(client):
    text = text_of(client.get("/mreze/la-strada-international/").content.decode())

    assert "Otvorena porta – La Strada Makedonija Отворена порта – Ла Страда Македонија" in text
