"""What stands around the content of a page: titles, descriptions, the way back, the place in the menu."""

import re
from html import unescape
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from astra_site.pages.subject import PageSubject, SubjectBelow
from networks.models import NetworkPage, Organisation, StandardPage
from tests import factories

pytestmark = pytest.mark.django_db
NAME = "Mreže ASTRE"


def head_of(client: Client, address: str) -> dict[str, str]:
    """Return the title and what the head says of the page by name."""
    html = unescape(client.get(address).text)
    named = re.findall(
        r'<meta (?:name|property)="(description|og:title|og:description)" content="([^"]*)"', html
    )
    return {"title": re.search(r"<title>([^<]*)</title>", html)[1], **dict(named)}


@pytest.fixture
def page() -> StandardPage:
    return StandardPage.objects.get(slug="pomoc")


def published(page: Any, **fields: str) -> Any:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def test_search_engines_get_the_title_that_is_for_them_in_its_language_only(
    page: StandardPage, client: Client
) -> None:
    published(page, seo_title="Naslov za pretraživače", seo_title_en="", search_description="Opis strane.",
              search_description_en="")  # fmt: skip
    serbian, english = head_of(client, "/pomoc/"), head_of(client, "/en/help/")
    assert serbian["title"].startswith("Naslov za pretraživače – ")
    assert serbian["description"] == serbian["og:description"] == "Opis strane."
    assert english["title"].startswith("Help – ")
    assert "description" not in english
    # Whoever shares the page still says something of it.
    assert english["og:description"] == page.lead_en
    assert serbian["og:title"] == page.title


def test_the_home_page_is_called_as_the_site_and_no_more(client: Client) -> None:
    home = client.get("/").context["page"]
    published(home.specific, seo_title="")
    assert head_of(client, "/")["title"] == home.title
    assert head_of(client, "/pomoc/")["title"].count(" – ") == 1


def test_a_page_that_is_being_made_has_a_title_and_no_way_back(page: StandardPage) -> None:
    new = PageSubject(StandardPage(title="Nova"))
    assert (new.head_title, new.above) == ("Nova", [])
    assert new.shared_description == new.description == ""


def test_the_way_back_begins_at_the_home_page_whoever_has_found_it(page: StandardPage) -> None:
    network = NetworkPage.objects.get(slug="ban")
    slugs = [above.slug for above in PageSubject(network).above]
    assert len(slugs) == 2 and slugs[1] == "mreze"
    assert SubjectBelow(network).above[:2] == PageSubject(network).above
    assert SubjectBelow(network).above[2] == network
    network.known_ancestors = [page]
    assert PageSubject(network).above == [page]


def test_the_way_back_ends_with_the_short_name_where_there_is_one(page: StandardPage) -> None:
    network = NetworkPage.objects.get(slug="ban")
    assert PageSubject(network).last_step.value == network.short_name_sr_latn != network.title
    assert PageSubject(page).last_step.value == page.title


def current(client: Client, address: str) -> dict[str, str]:
    """Return what the main menu says of its entries: each with its aria-current."""
    html = client.get(address).text
    nav = html.partition('class="navigation"')[2].partition("</nav>")[0]
    links = re.findall(r'<a\b[^>]*href="([^"]+)"([^>]*)>', nav)
    return {link: found[1] for link, rest in links if (found := re.search(r'aria-current="(\w+)"', rest))}


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("/mreze/", {"/mreze/": "page"}),
        ("/mreze/ban/", {"/mreze/": "true"}),
        ("/organizacije/", {"/organizacije/": "page"}),
        ("/organizacije/astra/", {"/organizacije/": "true"}),
        ("/nema-ovoga/", {}),
        ("/pretraga/", {"/pretraga/": "page"}),
    ],
)
def test_the_menu_says_on_which_of_its_pages_one_is_or_below_which(
    address: str, marked: dict[str, str], client: Client
) -> None:
    assert current(client, address) == marked


def test_what_an_organisation_says_of_itself_is_no_description_of_its_page(client: Client) -> None:
    published(Organisation.objects.get(slug="astra"), description_sr_latn="<p>Kvaziopis.</p>")
    head = head_of(client, "/organizacije/astra/")
    assert head["title"].startswith("ASTRA – Akcija protiv trgovine ljudima – ")
    assert "description" not in head and not head.get("og:description")


def tag(text: str, **context: Any) -> str:
    return Template("{% load site_pages %}" + text).render(Context(context))


def test_where_nothing_has_an_address_the_versions_lead_home() -> None:
    choices = "{% language_choices as all %}{% for one in all %}{{ one.code }}={{ one.url }} {% endfor %}"
    assert tag(choices) == "sr-Latn=/ sr-Cyrl=/sr-cyrl/ en=/en/ "
    for thing in (None, StandardPage(title="Nova")):
        assert tag("{% language_links as links %}{{ links }}", page=thing) == "None"
    with translation.override("en"):
        assert tag("{% home_url %} {% page_title %}") == "/en/ ASTRA’s networks"


def test_a_field_that_nobody_reads_is_not_missed() -> None:
    network = factories.fresh(NetworkPage.objects.get(slug="ban"))
    network.website_sr_latn, network.website_en = "https://ban.example/", ""
    network.lead_en = ""
    with translation.override("en"):
        assert tag("{% missing_words page as names %}{{ names }}", page=network) == "[&#x27;lead&#x27;]"
        assert tag("{% missing_words nothing as names %}{{ names }}") == "[]"
