"""Every page type in both languages, and no gaps."""

import re
from types import SimpleNamespace

import pytest

from tests import factories
from tests.pages.conftest import of_this_test

PARAGRAPH = [{"type": "paragraph", "value": "<p>Samo na srpskom</p>"}]
ADDRESSES = [
    ("/", "/en/"),
    ("/mreze/", "/en/networks/"),
    ("/mreze/at-mreza/", "/en/networks/at-network/"),
    ("/organizacije/", "/en/organisations/"),
    ("/organizacije/atina/", "/en/organisations/atina/"),
    ("/o-nama/", "/en/about-us/"),
]


@pytest.fixture(scope="module")
def site_of_the_module(family_of_the_module, for_a_module):
    site = SimpleNamespace(**vars(family_of_the_module))
    with for_a_module():
        site.networks = factories.make_networks(site.home)
        site.network = factories.make_network(site.networks, body_sr_latn=PARAGRAPH)
        site.directory = factories.make_directory(site.home)
        factories.make_membership(site.network, factories.make_organisation("Atina", country="RS"))
    return site


@pytest.fixture
def site(site_of_the_module, db):
    """One page of each type, a network and a member."""
    return of_this_test(site_of_the_module)


@pytest.mark.parametrize("address", [address for pair in ADDRESSES for address in pair])
def test_each_page_has_its_canonical_address_and_its_twin(client, site, address):
    text = client.get(address).text

    assert 'rel="canonical" href="http' in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize(
    ("prefix", "font"), [("", "headings"), ("/sr-cyrl", "headings-cyrillic"), ("/en", "headings")]
)
def test_a_page_asks_for_style_and_script_before_its_font(client, site, prefix, font):
    head, _end, body = client.get(f"{prefix}/").text.partition("</head>")

    assert re.findall(r'(?:src|rel="stylesheet" href)="[^"]*?([\w-]+\.(?:js|css))"', head) == [
        "exit.js",
        "site.css",
    ]
    assert "woff2" not in head
    (asked,) = re.findall(r'<link rel="preload" href="([^"]+)" as="font"', body)
    assert asked.rpartition("/")[2].partition(".")[0] == font


@pytest.mark.parametrize(("serbian", "english"), ADDRESSES)
def test_each_page_links_to_itself_in_the_other_language(client, site, serbian, english):
    assert f'href="{english}"' in client.get(serbian).text
    assert f'href="{serbian}"' in client.get(english).text


def test_a_missing_translation_is_shown_in_serbian_and_marked(client, site):
    text = client.get("/en/networks/at-network/").text

    assert "Samo na srpskom" in text
    assert 'lang="sr-Latn"' in text


def test_a_page_without_an_english_title_is_not_for_search_engines(client, site):
    factories.make_page(site.home, "Samo srpski", slug="samo-srpski")

    text = client.get("/en/samo-srpski/").text
    assert "noindex" in text
    assert 'rel="alternate" hreflang="en"' not in text
    assert 'rel="alternate" hreflang="en"' in client.get("/en/about-us/").text
    assert "noindex" not in client.get("/samo-srpski/").text


def test_the_menu_names_pages_in_the_visitors_language(client, site):
    site.networks.show_in_menus = True
    site.networks.save()

    assert ">Mreže<" in "".join(client.get("/o-nama/").text.split("\n")).replace("  ", "")
    assert "Networks" in client.get("/en/about-us/").text
