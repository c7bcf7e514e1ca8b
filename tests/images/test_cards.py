"""The pictures of pages for links on other sites: what they say, where they are, and that they are kept."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from astra_site.images import card_drawing, cards
from astra_site.images.card_drawing import SMALLEST, TITLE_BOTTOM, TITLE_TOP, TITLE_WIDTH, Card, fitted, font
from astra_site.pages import languages
from astra_site.pages.models import BasePage
from networks.models import NetworkPage, Organisation
from tests.images.pictures import opened

# Drawing is the work of Pillow, whatever the database.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

ADDRESSES = ["/", "/en/", "/mreze/preugovor/", "/en/networks/preugovor/", "/organizacije/astra/", "/pomoc/"]


def head_of(client: Client, address: str) -> dict[str, str]:
    html = client.get(address).content.decode()
    return dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', html))


def card_address(client: Client, address: str) -> str:
    return head_of(client, address)["og:image"].removeprefix("http://testserver")


def kept() -> set[str]:
    return {path.name for path in (Path(settings.MEDIA_ROOT) / cards.FOLDER).rglob("*.png")}


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_names_its_card_and_the_card_is_there(address: str, client: Client) -> None:
    head = head_of(client, address)
    assert head["twitter:card"] == "summary_large_image"
    assert head["og:image"].startswith("http://")
    assert head["og:image:alt"] == head["og:title"]
    size = (int(head["og:image:width"]), int(head["og:image:height"]))
    assert size == (1200, 630)
    answer = client.get(card_address(client, address))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert opened(answer.content).size == size
    assert len(answer.content) < 60_000
    assert not answer.cookies


def test_the_head_names_both_languages(client: Client) -> None:
    assert head_of(client, "/")["og:locale"] == "sr_RS"
    assert head_of(client, "/")["og:locale:alternate"] == "en_GB"
    assert head_of(client, "/en/")["og:locale"] == "en_GB"
    assert head_of(client, "/en/")["og:locale:alternate"] == "sr_RS"


def test_a_card_says_title_and_kind_in_its_language() -> None:
    network = NetworkPage.objects.get(slug="preugovor")
    assert cards.card(network, "sr-latn") == Card(network.title, "Koalicija", "Mreže ASTRE")
    assert cards.card(network, "en") == Card(network.title_en, "Coalition", "ASTRA’s networks")


def test_a_card_is_drawn_once_and_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = card_address(client, "/mreze/preugovor/")
    drawn = client.get(address).content
    monkeypatch.setattr(card_drawing, "draw", None)
    assert client.get(address).content == drawn


def test_another_title_is_another_card_and_the_old_address_leads_to_it(client: Client) -> None:
    network = NetworkPage.objects.get(slug="preugovor")
    old = card_address(client, "/mreze/preugovor/")
    client.get(old)
    version = old.rsplit("-", 1)[1]
    assert version in kept()
    network.title = "Nešto sasvim drugo"
    network.save()
    new = card_address(client, "/mreze/preugovor/")
    assert new != old
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (302, new)
    assert client.get(new).status_code == 200
    assert version not in kept()


def test_another_drawing_is_another_address(monkeypatch: pytest.MonkeyPatch) -> None:
    network = NetworkPage.objects.get(slug="preugovor")
    before = cards.address(network, "en")
    monkeypatch.setattr(cards, "_design", lambda: b"rounder")
    assert cards.address(network, "en") != before


def test_a_full_disk_keeps_nobody_from_the_card(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise OSError(28, "No space left on device")

    network = NetworkPage.objects.get(slug="preugovor")
    network.title = "Kartica bez mesta na disku"
    network.save()
    monkeypatch.setattr(default_storage, "save", full)
    assert client.get(card_address(client, "/mreze/preugovor/")).status_code == 200


def test_what_is_not_published_has_no_card(client: Client) -> None:
    address = card_address(client, "/mreze/preugovor/")
    NetworkPage.objects.get(slug="preugovor").unpublish()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/kartice/nista/1/en-0.png",
        "/kartice/stranica/99999999999999999999999/en-0.png",
        "/kartice/stranica/1/de-0.png",
        "/kartice/stranica/1/en.png",
        "/kartice/korisnik/1/en-0.png",
    ],
)
def test_an_odd_address_is_no_failure(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def every_title() -> set[str]:
    """Return every title and name of the starter content."""
    found = set()
    for language in languages.CODES:
        for model in (BasePage, Organisation):
            published = model.objects.filter(live=True, **({"depth__gt": 1} if model is BasePage else {}))
            found |= {cards.card(one, language).title for one in published}
    return found


def is_inside(title: str) -> bool:
    found = fitted(title)
    letters = font("Semibold", found.size)
    height = len(found.lines) * found.size * card_drawing.LINE
    return height <= TITLE_BOTTOM - TITLE_TOP and all(
        letters.getlength(line) <= TITLE_WIDTH for line in found.lines
    )


def test_every_title_of_the_site_fits_whole() -> None:
    for title in every_title():
        assert " ".join(fitted(title).lines) == title
        assert is_inside(title), title


def test_longer_titles_have_smaller_letters() -> None:
    sizes = [fitted("mreža organizacija " * number).size for number in (1, 4, 7)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[-1]


@pytest.mark.parametrize("title", ["Šest đaka čeka žute ćurke " * 15, "Ž" * 255, "Ž" * 100 + " đak" * 60])
def test_a_title_that_never_fits_is_cut_with_an_ellipsis(title: str) -> None:
    found = fitted(title.strip())
    assert found.size == SMALLEST
    assert any(line.endswith("…") for line in found.lines)
    assert is_inside(title.strip())


def test_words_held_together_stay_on_one_line() -> None:
    found = fitted("Zajedno protiv trgovine ljudima od 23.\u00a0jula\u00a02019.")
    assert any("23.\u00a0jula\u00a02019." in line for line in found.lines)


@pytest.mark.parametrize("letter", "čćžšđČĆŽŠĐ„“–’…")
def test_the_font_has_every_serbian_letter(letter: str) -> None:
    for weight in ("Semibold", "Regular"):
        letters = font(weight, 40)
        assert bytes(letters.getmask(letter)) != bytes(letters.getmask("\U000fffff"))
