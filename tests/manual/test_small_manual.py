"""What becomes of the files of a manual: a small one of its own, in which each rule has its place."""

import os
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from astra_site.accounts.models import User
from astra_site.manual import guides
from astra_site.manual.finding import find
from astra_site.manual.first_day import FirstDayPanel, is_new
from astra_site.manual.rendering import passages, render
from tests.admin.conftest import client_of, person_of  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
LogIn = Callable[..., Client]

FILES = {
    "editors.md": "# Urednice\n\nKako se radi.\n"
    "<!-- chapter: dates | screens: *:edit wagtailadmin_pages:* -->\n## Datumi\n\n"
    f"Kalendar je dole.\n\nDatum traži kalendar i mrežu. {'slovo ' * 60}\n\n![Slika](images/urednica.png)\n"
    "<!-- chapter: picture | screens: *:delete wagtailadmin_pages:delete -->\n## Kalendar\n\n"
    "| Dan | Mreža |\n|---|---|\n| prvi | da |\n",
    "editors.en.md": "# Editors\n<!-- chapter: dates -->\n## Dates\n\nCalendar.\n",
    "prijava.md": "<!-- chapter: bare -->\nBez naslova, samo tekst o lozinki.\n"
    "<!-- chapter: empty -->\n## Prazno poglavlje\n",
    "import.md": "# Uvoz\n<!-- chapter: links -->\n## Veze\n\n"
    "[ekran](admin:wagtailadmin_home) [nema](admin:nema-ovog-ekrana) [ovde](#dates)"
    " [pravilo](urednice.md#dates)"
    " [tamo](editors.md#picture) [početak](editors.md) [spisak](editors.csv#picture) [van](https://astra.rs/a.md)"
    " [zlo](javascript:alert(1))\n\n<b>Nije HTML</b>\n",
    "translators.md": "# Prevod\n<!-- chapter: first-day-translators -->\n## Prvi dan\n\nPrevedite.\n",
    "recnik.md": "# Rečnik\n<!-- chapter: last -->\n## Kraj\n\nKraj.\n",
}  # fmt: skip


@pytest.fixture(autouse=True)
def manual(settings: Any, tmp_path: Path) -> Path:
    """Return the folder of a small manual."""
    settings.MANUAL_DIR = tmp_path
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def titles(query: str, language: str = "sr-latn") -> list[str]:
    return [found.chapter.title for found in find(query, language)]


def test_a_file_without_a_heading_is_a_guide_and_a_chapter_all_the_same() -> None:
    names = [(guide.name, guide.title, guide.introduction) for guide in guides.guides("sr-latn")]
    assert names[:2] == [("editors", "Urednice", "Kako se radi."), ("prijava", "", "")]
    bare = guides.chapter("bare", "sr-latn")
    assert bare and (bare.title, bare.text) == ("", "Bez naslova, samo tekst o lozinki.\n")


def test_what_is_not_in_english_is_read_in_serbian_and_the_other_way_never() -> None:
    assert [guide.title for guide in guides.guides("en")] == ["Editors", "", "Uvoz", "Prevod", "Rečnik"]
    assert [guide.title for guide in guides.guides("sr-latn")][0] == "Urednice"


def test_an_edit_of_a_file_is_seen_at_once(manual: Path) -> None:
    assert guides.chapter("last", "sr-latn").title == "Kraj"
    path = manual / "recnik.md"
    path.write_text(FILES["recnik.md"].replace("## Kraj", "## Svršetak"), "utf-8")
    os.utime(path, (1, 1))
    assert guides.chapter("last", "sr-latn").title == "Svršetak"


@pytest.mark.parametrize(
    ("screen", "key"),
    [
        ("wagtailadmin_pages:add", "dates"),
        # Both fit; what is done counts for more than where, and of two such the longer.
        ("wagtailadmin_pages:edit", "dates"),
        ("wagtailadmin_pages:delete", "picture"),
        ("organisations:delete", "picture"),
        ("somewhere:else", None),
    ],
)
def test_a_screen_has_the_chapter_whose_pattern_fits_most_closely(screen: str, key: str | None) -> None:
    found = guides.chapter_of_screen(screen, "sr-latn")
    assert (found.key if found else None) == key


def test_chapters_that_name_it_in_their_heading_stand_first_with_the_passage_that_says_most() -> None:
    assert titles("kalendar") == ["Kalendar", "Datumi"]
    (dates,) = [found for found in find("kalendar mrež", "sr-latn") if found.chapter.key == "dates"]
    assert dates.excerpt.startswith("Datum traži kalendar i mrežu. slovo")
    assert dates.excerpt.endswith("slovo …") and len(dates.excerpt) <= 302
    (whole,) = find("lozinki", "sr-latn")
    assert whole.excerpt == "Bez naslova, samo tekst o lozinki."


def test_a_chapter_with_nothing_but_its_heading_is_found_too() -> None:
    assert [found.excerpt for found in find("prazno", "sr-latn")] == [""]


def test_every_word_that_is_read_has_to_be_there() -> None:
    assert titles("kalendar nepostojeće") == titles("?!") == titles("") == []
    # No more than two hundred letters are read.
    assert titles("kalendar " * 25 + "nepostojeće") == ["Kalendar", "Datumi"]


def test_links_lead_to_screens_chapters_and_guides_and_all_others_stay() -> None:
    html = render(guides.chapter("links", "sr-latn").text, "sr-latn")
    chapter = {key: reverse("manual:chapter", args=[key]) for key in ("dates", "picture")}
    for text, address in {
        "ekran": reverse("wagtailadmin_home"), "nema": reverse("manual:contents"), "ovde": chapter["dates"],
        "tamo": chapter["picture"], "početak": chapter["dates"], "pravilo": "urednice.md#dates",
        "spisak": "editors.csv#picture", "van": "https://astra.rs/a.md",
    }.items():  # fmt: skip
        assert f'<a href="{address}">{text}</a>' in html
    assert "javascript" not in html.partition("<a")[2].rpartition("</a>")[0]
    assert "&lt;b&gt;Nije HTML" in html


def test_pictures_are_loaded_late_and_are_no_words_of_a_chapter() -> None:
    dates = guides.chapter("dates", "sr-latn")
    picture = reverse("manual:picture", args=["urednica.png"])
    assert f'<img src="{picture}" alt="Slika" loading="lazy"' in render(dates.text, "sr-latn")
    assert len(passages(dates)) == 2 and not titles("slika")
    assert passages(guides.chapter("picture", "sr-latn")) == ["Dan", "Mreža", "prvi", "da"]


def test_the_first_chapter_has_none_before_it_and_the_last_one_none_after(
    client_of: LogIn,  # noqa: F811
) -> None:
    client = client_of("Urednice")
    keys = [chapter.key for chapter in guides.chapters("sr-latn")]
    for place, key in enumerate(keys):
        html = client.get(reverse("manual:chapter", args=[key])).text
        ways = html.partition('class="manual__ways"')[2].partition("</nav>")[0]
        for name, other in (("prev", place - 1), ("next", place + 1)):
            address = reverse("manual:chapter", args=[keys[other]]) if 0 <= other < len(keys) else None
            assert (f'rel="{name}"' in ways) is bool(address)
            assert not address or f'<a href="{address}" rel="{name}"' in ways


def test_a_search_says_how_many_it_has_found_and_none_is_made_for_spaces(
    client_of: LogIn,  # noqa: F811
) -> None:
    client = client_of("Urednice")
    html = unescape(client.get(reverse("manual:contents"), {"q": " kalendar "}).text)
    assert 'value="kalendar"' in html and "Nađena su 2 poglavlja" in html
    assert 'class="manual__found"' not in client.get(reverse("manual:contents"), {"q": "  "}).text


def test_the_manual_is_in_the_alphabet_of_the_interface(client_of: LogIn) -> None:  # noqa: F811
    html = client_of("Urednice", "sr-cyrl").get(reverse("manual:chapter", args=["last"])).text
    assert '<h2 class="w-h1">Крај</h2>' in html and "<p>Крај.</p>" in html


def chapters_of(person: User) -> list[str]:
    with translation.override("sr-latn"):
        return [chapter.key for chapter, _html in FirstDayPanel(person).get_context_data()["chapters"]]


def test_who_has_no_role_that_the_manual_knows_reads_of_no_first_day(
    person_of: Callable[[str], User],  # noqa: F811
    manual: Path,
) -> None:
    path = manual / "recnik.md"
    path.write_text(f"{FILES['recnik.md']}<!-- chapter: first-day-administrators -->\n# Prvi\n", "utf-8")
    assert chapters_of(person_of("Prevoditeljke")) == ["first-day-translators"]
    assert chapters_of(person_of("Urednice")) == []
    assert chapters_of(person_of("")) == ["first-day-administrators"]
    assert chapters_of(User.objects.create_user(username="bez-uloge")) == []
    # Who may do everything and has a role besides begins with that.
    both = User.objects.create_superuser(username="obe")
    both.groups.set(User.objects.get(username="osoba-Prevoditeljke").groups.all())
    assert chapters_of(both) == ["first-day-translators"]


@pytest.mark.parametrize(("days", "new"), [(13, True), (15, False)])
def test_somebody_is_new_for_two_weeks(days: int, new: bool) -> None:
    assert is_new(User(date_joined=timezone.now() - timedelta(days=days))) is new
