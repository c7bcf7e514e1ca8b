"""The windows through which links come into rich text, asked for as Wagtail's editor does."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from networks.blocks.facts import LinkBlock
from networks.blocks.text import RICH_TEXT_FEATURES
from networks.clean_html import clean_rich_text
from networks.models import HomePage, NetworkIndexPage, Organisation
from tests.admin.conftest import ROLES

LogIn = Callable[..., Client]

# What draftail.js sends along, whatever kind of link it is.
ASKED = {
    "page_type": "wagtailcore.page",
    "allow_external_link": "true",
    "allow_email_link": "true",
    "allow_phone_link": "true",
    "allow_anchor_link": "true",
    "link_text": "BAN",
}
LANGUAGES = ["sr-latn", "en"]
FORBIDDEN = [
    *("javascript:alert(1)", "data:text/html,x", "ftp://example.org/", "//evil.example", "///evil.example"),
    *("https://ime:lozinka@evil.example/", "https://ime@evil.example/", "file:///etc/passwd"),
]


def window(client: Client, name: str, *args: Any, **query: str) -> Any:
    """Open a window as the editor does and return what its script is told."""
    response = client.get(reverse(name, args=args), {**ASKED, **query})
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_everybody_on_the_staff_gets_to_the_pages_and_to_each_other_kind_of_link(
    role: str, language: str, client_of: LogIn
) -> None:
    client, networks = client_of(role, language), NetworkIndexPage.objects.get()
    tree = window(client, "wagtailadmin_choose_page")
    assert tree["step"] == "browse"
    for kind in ("external", "email", "phone", "anchor"):
        assert f"choose-{kind}-link/?" in tree["html"]
        form = window(client, f"wagtailadmin_choose_page_{kind}_link", parent_page_id=str(networks.pk))
        assert f'href="{reverse("wagtailadmin_choose_page_child", args=[networks.pk])}' in form["html"]
    below = window(client, "wagtailadmin_choose_page_child", networks.pk)
    first = networks.get_children().first()
    assert f'data-id="{first.pk}"' in below["html"]
    found = client.get(reverse("wagtailadmin_choose_page_search"), {**ASKED, "q": "Pomoć"})
    # The admin's own search index is not kept in tests.
    assert found.status_code == 200


def test_every_page_may_be_chosen(client_of: LogIn) -> None:
    tree = window(client_of("Urednice"), "wagtailadmin_choose_page")
    assert "help-warning" not in tree["html"]
    assert "wagtailcore.page" not in tree["html"]


def test_visitors_do_not_get_the_windows(client: Client, db: None) -> None:
    for name in ("wagtailadmin_choose_page", "wagtailadmin_choose_page_search"):
        assert client.get(reverse(name), ASKED)["Location"].startswith(reverse("wagtailadmin_login"))


def test_other_types_of_pages_are_still_told_apart(client_of: LogIn) -> None:
    client = client_of("Urednice")
    only_networks = window(client, "wagtailadmin_choose_page", page_type="networks.networkpage")
    assert "help-warning" in only_networks["html"]
    response = client.get(reverse("wagtailadmin_choose_page"), {"page_type": "networks.nothing"})
    assert response.status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("sr-latn", "više ne postoji"), ("en", "is gone")], ids=LANGUAGES
)
def test_where_the_page_of_a_link_is_gone_words_say_so_above_all_pages(
    language: str, words: str, client_of: LogIn
) -> None:
    client, home = client_of("Urednice", language), HomePage.objects.get()
    assert words not in window(client, "wagtailadmin_choose_page")["html"]
    tree = window(client, "wagtailadmin_choose_page_child", 999_999)
    assert tree["step"] == "browse"
    assert words in tree["html"]
    assert f'data-id="{home.pk}"' in tree["html"]


def sent(client: Client, kind: str, **fields: str) -> Any:
    """Send the form of a kind of link and return what the editor's script is told."""
    address = reverse(f"wagtailadmin_choose_page_{kind}_link")
    data = {f"{kind}-link-chooser-{name}": value for name, value in fields.items()}
    response = client.post(address, data, query_params=ASKED)
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize(
    ("kind", "fields", "url"),
    [
        ("external", {"url": "https://example.org/a?b=č#d"}, "https://example.org/a?b=č#d"),
        ("email", {"email_address": "ana@example.org"}, "mailto:ana@example.org"),
        ("phone", {"phone_number": "+381 11 785 0000"}, "tel:+381117850000"),
        ("anchor", {"url": "izvori"}, "#izvori"),
    ],
    ids=["external", "email", "phone", "anchor"],
)
def test_each_kind_of_link_is_made(kind: str, fields: dict[str, str], url: str, client_of: LogIn) -> None:
    chosen = sent(client_of("Urednice"), kind, **fields)
    assert chosen["step"] == "external_link_chosen"
    assert chosen["result"]["url"] == url


@pytest.mark.parametrize("address", ["/mreze/ecosoc/", "/en/networks/ecosoc/"])
def test_address_of_an_own_page_is_taken_or_made_a_link_to_that_page(address: str, client_of: LogIn) -> None:
    chosen = sent(client_of("Urednice"), "external", url=address)
    assert chosen["step"] in {"external_link_chosen", "confirm_external_to_internal"}


def test_fields_of_a_link_are_named_in_the_language_of_the_interface(client_of: LogIn) -> None:
    client = client_of("Urednice")
    form = window(client, "wagtailadmin_choose_page_email_link")["html"]
    for label in ("Imejl-adresa", "Tekst linka", "Naslov poruke", "Poruka"):
        assert label in form


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("url", [*FORBIDDEN, "JavaScript:alert(1)", "vbscript:x", " "])
def test_forbidden_scheme_is_refused_in_words(url: str, language: str, client_of: LogIn) -> None:
    told = sent(client_of("Urednice", language), "external", url=url)
    assert told["step"] == "external_link"
    assert "error-message" in told["html"]


def written(url: str) -> str:
    """Return what the site stores of a link that a request brings, past every window."""
    block = {"key": "a", "text": "BAN", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}
    content = {
        "blocks": [{**block, "entityRanges": [{"key": 0, "offset": 0, "length": 3}]}],
        "entityMap": {"0": link},
    }
    return ContentstateConverter(RICH_TEXT_FEATURES).to_database_format(json.dumps(content))


def test_forged_request_cannot_write_a_forbidden_scheme(db: None) -> None:
    assert 'href="https://example.org/"' in written("https://example.org/")
    for url in (*FORBIDDEN, "java\tscript:alert(1)", "https:evil.example", "https://a\\@evil.example", ""):
        assert "href" not in written(url)
    for url in ("/mreze/", "#izvori", "mailto:a@example.org?subject=B", "tel:+381117850000"):
        assert f'href="{url}"' in written(url)


@pytest.mark.parametrize("url", ["ftp://example.org/", "https://ime:lozinka@example.org/"])
def test_no_field_no_block_and_no_file_takes_such_an_address(url: str, db: None) -> None:
    field = Organisation._meta.get_field("website")
    for take in (lambda: field.clean(url, None), lambda: LinkBlock().child_blocks["url"].clean(url)):
        with pytest.raises(ValidationError):
            take()
    assert "href" not in clean_rich_text(f'<a href="{url}">BAN</a> <a href="//evil.example">BAN</a>')
    assert field.clean("https://example.org/a@b", None)
