"""Both languages of a field in a form: each says which it is, to people and to browsers."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from astra_site.editing.language_panels import LanguagePanel, LanguageTitlePanel, pair
from networks.models import NetworkPage, Organisation
from tests.admin.conftest import edit_page

# How a form looks is no doing of a database.
pytestmark = pytest.mark.sqlite

LogIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("field", "of_page", "columns"),
    [
        ("title", True, ["title", "title_en"]),
        ("slug", True, ["slug", "slug_en"]),
        ("seo_title", True, ["seo_title", "seo_title_en"]),
        ("search_description", True, ["search_description", "search_description_en"]),
        ("lead", True, ["lead_sr_latn", "lead_en"]),
        ("slug", False, ["slug_sr_latn", "slug_en"]),
    ],
)
def test_the_serbian_of_a_page_stands_in_wagtails_own_columns(
    field: str, of_page: bool, columns: list[str]
) -> None:
    panels = pair(field, of_page=of_page).children
    assert [panel.field_name for panel in panels] == columns
    kind = LanguageTitlePanel if field == "title" else LanguagePanel
    assert {type(panel) for panel in panels} == {kind}
    assert [panel.clone().language for panel in panels] == ["sr-latn", "en"]
    assert {panel.clone().bare_field for panel in panels} == {field}


def test_a_page_is_one_unless_somebody_says_otherwise() -> None:
    assert [panel.field_name for panel in pair("slug").children] == ["slug", "slug_en"]


def field_of(html: str, name: str) -> str:
    """Return the element of a field."""
    found = re.search(rf'<(?:input|textarea)[^>]*\bname="{name}"[^>]*>', html)
    assert found, name
    return found[0]


def test_each_field_says_its_language_to_browsers_and_people(client_of: LogIn, network: NetworkPage) -> None:
    html = client_of("Moderatorke").get(edit_page(network)).text
    for name, language in (
        ("title", "sr-Latn"),
        ("title_en", "en"),
        ("lead_sr_latn", "sr-Latn"),
        ("lead_en", "en"),
    ):
        element = field_of(html, name)
        assert f'lang="{language}"' in element and 'spellcheck="true"' in element, element
    text = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for label in ("Naslov (srpski)", "Naslov (English)", "Uvod (srpski)", "Uvod (English)"):
        assert label in text
    # What is an editor takes its language from around it.
    around = re.findall(r'<(?:div|section)[^>]*\blang="(sr-Latn|en)"[^>]*>', html)
    assert around.count("sr-Latn") >= 1 and around.count("en") >= 1


def test_the_address_follows_the_title_of_its_own_language(client_of: LogIn, network: NetworkPage) -> None:
    parent = network.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["networks", "networkpage", parent.pk])
    html = client_of("Moderatorke").get(address).text
    for name, target in (("title", "#id_slug"), ("title_en", "#id_slug_en")):
        element = field_of(html, name)
        assert f'data-w-sync-target-value="{target}"' in element and "placeholder" not in element, element


def test_a_rich_text_takes_its_language_from_around_it(client_of: LogIn, db: None) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    html = (
        client_of("Moderatorke")
        .get(reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk]))
        .text
    )
    for name, language in (("about_sr_latn", "sr-Latn"), ("about_en", "en")):
        before = html[: html.index(f'name="{name}"')]
        assert re.findall(r'<(?:div|section)[^>]*\blang="([^"]+)"', before)[-1] == language
    assert 'lang="en"' in field_of(html, "name_en")


@pytest.mark.parametrize(
    ("role", "written", "shown"),
    [
        ("Prevoditeljke", {"lead_en", "title_en"}, True),
        ("Urednice", {"lead_en", "lead_sr_latn", "title"}, False),
    ],
)
def test_who_may_not_write_serbian_reads_it_beside_the_english(
    role: str, written: set[str], shown: bool, client_of: LogIn, network: NetworkPage
) -> None:
    html = client_of(role).get(edit_page(network)).text
    names = set(re.findall(r'<(?:input|textarea)[^>]*\bname="([a-z_]+)"', html))
    assert written <= names and ("lead_sr_latn" not in names) is shown
    assert network.lead_sr_latn[:30] in html and network.lead_en[:30] in html
