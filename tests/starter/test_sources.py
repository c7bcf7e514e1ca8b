"""Where the facts of the starter content come from, as visitors read it."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from networks.models import NetworkPage, Organisation
from networks.starter.loader import CONTENT
from networks.templatetags.networks import count_source
from networks.templatetags.sources import is_secondary

pytestmark = pytest.mark.django_db

# Hosts under which this site may stand in place of the page that it replaces.
OUR_HOSTS = {"astra.rs", "www.astra.rs"}
# Croatian is read in Serbian as it is.
READ_AS_THEY_ARE = ("en", "hr")
SECONDARY = {"": "sekundarni izvor", "/en": "secondary source"}


def addresses(node: Any, key: str = "") -> Iterator[str]:
    """Yield the addresses of sources in a starter file."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from addresses(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from addresses(value, key)
    elif isinstance(node, str) and (key.endswith("source") or key == "url") and "://" in node:
        yield node


def sources_of_the_starter_content() -> set[str]:
    return {
        address
        for path in CONTENT.rglob("*.yaml")
        if path.parent.name != "pages"
        for address in addresses(yaml.safe_load(path.read_text(encoding="utf-8")))
    }


def test_no_source_points_at_an_address_that_this_site_answers_itself(client):
    on_our_host = {
        address for address in sources_of_the_starter_content() if urlsplit(address).hostname in OUR_HOSTS
    }

    answered = {one for one in on_our_host if client.get(urlsplit(one).path or "/").status_code != 404}

    assert on_our_host
    assert answered == set()


def test_the_page_that_this_site_replaces_is_named_without_a_link(client):
    html = client.get("/mreze/at-mreza/").content.decode()

    assert "ranija stranica ASTRE „Umrežavanje”" in html
    assert not re.search(r'href="https?://(?:www\.)?astra\.rs/(?:umrezavanje|en/networking)/', html)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://en.wikipedia.org/wiki/Missing_Children_Europe", True),
        ("https://wikipedia.org/", True),
        ("https://notwikipedia.org/", False),
        ("https://missingchildreneurope.eu/?from=wikipedia.org", False),
        ("", False),
    ],
)
def test_an_encyclopaedia_is_known_by_its_host(address, expected):
    assert is_secondary(address) is expected


@pytest.mark.parametrize("prefix", SECONDARY)
def test_an_encyclopaedia_is_called_a_secondary_source_wherever_it_is_printed(client, prefix):
    pages = (
        ("/mreze/la-strada-international/", "/mreze/missing-children-europe/", "/organizacije/kek-vonal/")
        if not prefix
        else (
            "/en/networks/la-strada-international/",
            "/en/networks/missing-children-europe/",
            "/en/organisations/kek-vonal/",
        )
    )
    for page in pages:
        html = unescape(client.get(page).content.decode())
        links = [
            match.end() for match in re.finditer(r'href="https://en\.wikipedia\.org[^"]*"[^>]*>.*?</a>', html)
        ]

        assert links, page
        # The page itself may say more of it, so only what follows right after the link counts.
        assert all(SECONDARY[prefix] in re.sub(r"<[^>]+>", "", html[end : end + 60]) for end in links), page


def test_what_stands_behind_a_number_without_an_encyclopaedia_is_not_called_secondary():
    network = NetworkPage.objects.get(slug="gmcn")

    text = count_source(network.stated_counts.first())

    assert "ICMEC" in text
    assert SECONDARY[""] not in text


def test_a_project_that_has_ended_ends_in_panel_and_list(client):
    ban = NetworkPage.objects.get(slug="ban")
    text = re.sub(r"<[^>]+>", " ", client.get("/mreze/ban/").content.decode())

    assert ban.status == "ended"
    assert not [membership for membership in ban.memberships.all() if membership.is_current]
    assert "od 2013. do 2021." in " ".join(unescape(text).split())


def test_a_name_is_translated_in_both_languages_or_in_none():
    """Who is called by a translated name in English is so in Serbian, with the own name beside it."""
    foreign = Organisation.objects.exclude(original_name="").exclude(original_language__in=READ_AS_THEY_ARE)

    different = [
        one.name_sr_latn
        for one in foreign
        if (one.name_sr_latn == one.original_name) != (one.name_en == one.original_name)
    ]

    assert different == []
