"""Every view of the admin that is ours opens in both interface languages."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site, get_page_models
from wagtail.search.backends import get_search_backend

from astra_site.pages.models import BasePage
from astra_site.safety.models import Hotline
from astra_site.safety.viewsets import HotlineViewSet
from astra_site.search.models import BestAnswer, Synonyms
from astra_site.search.viewsets import SearchGroup
from networks import models
from networks.viewsets import DirectoryGroup
from tests.pages.editing import INTERFACE_LANGUAGES

LogIn = Callable[..., Client]

PAGE_TYPES = [
    models.HomePage,
    models.NetworkIndexPage,
    models.NetworkPage,
    models.OrganisationIndexPage,
    models.MapPage,
    models.OverlapsPage,
    models.StandardPage,
    models.TimelinePage,
]
SNIPPETS = [models.Organisation, models.FieldOfWork, models.GlossaryTerm, Hotline, BestAnswer, Synonyms]
# Words that only a form without our labels shows.
RAW_LABELS = ("[sr-latn]", "[en]")


def opens(client: Client, address: str) -> str:
    """Return the page at `address`."""
    response = client.get(address)
    assert response.status_code == 200, address
    html = b"".join(response).decode() if response.streaming else response.content.decode()
    assert not [label for label in RAW_LABELS if label in html], address
    return html


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("page_type", PAGE_TYPES)
def test_page_forms(page_type: type[BasePage], language: str, client_of: LogIn) -> None:
    client = client_of("", language)
    page = page_type.objects.first()
    html = opens(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "(srpski)" in html
    assert "(English)" in html
    opens(client, reverse("wagtailadmin_pages:history", args=[page.pk]))
    if page_type.max_count is None:
        args = [page_type._meta.app_label, page_type._meta.model_name, page.get_parent().pk]
        opens(client, reverse("wagtailadmin_pages:add", args=args))


def test_every_page_type_and_snippet_is_tried() -> None:
    assert set(PAGE_TYPES) == {model for model in get_page_models() if model is not BasePage}
    viewsets = (*DirectoryGroup.items, HotlineViewSet, *SearchGroup.items)
    assert set(SNIPPETS) == {viewset.model for viewset in viewsets}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("model", SNIPPETS)
def test_snippet_views(model: Any, language: str, client_of: LogIn) -> None:
    client = client_of("", language)
    if not model.objects.exists():
        model.objects.create(key="pravna-pomoc", name_sr_latn="pravna pomoć", name_en="legal aid")
    pk, name = model.objects.first().pk, model.snippet_viewset.get_url_name
    for address in (
        reverse(name("list")),
        reverse(name("list")) + "?q=a&export=csv",
        reverse(name("add")),
        reverse(name("edit"), args=[pk]),
        reverse(name("history"), args=[pk]),
        reverse(name("usage"), args=[pk]),
        reverse(name("delete"), args=[pk]),
    ):
        opens(client, address)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    "role", ["", "Urednice", "Moderatorke", "Prevoditeljke", "Bezbednost", "Administratorke"]
)
def test_start_page(role: str, language: str, client_of: LogIn) -> None:
    assert 'class="what-next"' in opens(client_of(role, language), reverse("wagtailadmin_home"))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("model", [models.SiteSettings, "safety.SafetySettings"])
def test_settings(model: Any, language: str, client_of: LogIn) -> None:
    app_label, name = model.split(".") if isinstance(model, str) else ("networks", "SiteSettings")
    site = Site.objects.get(is_default_site=True)
    opens(client_of("", language), reverse("wagtailsettings:edit", args=[app_label, name.lower(), site.pk]))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_picture_form_has_both_descriptions(language: str, client_of: LogIn) -> None:
    html = opens(client_of("", language), reverse("wagtailimages:add"))
    assert "alt_text_sr_latn" in html
    assert "alt_text_en" in html


@pytest.mark.parametrize("role", ["Prevoditeljke", "Bezbednost"])
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_forms_of_those_with_fewer_rights(role: str, language: str, client_of: LogIn) -> None:
    client = client_of(role, language)
    organisation = models.Organisation.objects.first()
    if role == "Prevoditeljke":
        opens(client, reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk]))
    else:
        address = reverse("secret_place", args=[organisation.pk])
        assert address in opens(client, reverse("wagtailsnippets_networks_organisation:list"))
        opens(client, address)
    slug = "preugovor" if role == "Prevoditeljke" else "bezbedno-koriscenje"
    page = BasePage.objects.get(slug=slug)
    opens(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_translator_reads_serbian_and_writes_english(client_of: LogIn, network: models.NetworkPage) -> None:
    html = opens(client_of("Prevoditeljke"), reverse("wagtailadmin_pages:edit", args=[network.pk]))
    assert network.lead_sr_latn[:40] in html
    assert 'name="lead_en"' in html
    assert 'name="lead_sr_latn"' not in html
    assert 'name="memberships-TOTAL_FORMS"' not in html


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_costs_no_query_per_row(
    kind: str, client_of: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = client_of("")
    address = reverse("wagtailsnippets_networks_organisation:list") + f"?export={kind}"
    with django_assert_max_num_queries(20):
        response = client.get(address)
        content = b"".join(response)
    assert content


@pytest.mark.parametrize(
    "query", ["", "?q=zene", "?country=RS", "?lacks=contact", "?live=True", "?ordering=-network_count"]
)
def test_list_costs_no_query_per_row(
    query: str, client_of: LogIn, django_assert_max_num_queries: Any
) -> None:
    client = client_of("")
    client.get("/admin/")
    with django_assert_max_num_queries(20):
        opens(client, reverse("wagtailsnippets_networks_organisation:list") + query)


def test_start_page_costs_no_query_per_row(client_of: LogIn, django_assert_max_num_queries: Any) -> None:
    models.Organisation.objects.update(name_en="", country="", verify_by="2020-01-01")
    client = client_of("")
    client.get("/admin/")
    with django_assert_max_num_queries(22):
        opens(client, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize(
    "query", ["", "?kind=coalition", "?q=preugovor", "?ordering=kind", "?export=csv", "?export=xlsx"]
)
def test_list_of_networks(query: str, language: str, client_of: LogIn) -> None:
    for network in models.NetworkPage.objects.all():
        get_search_backend().add(network)
    response = client_of("", language).get(reverse("network_list:index") + query)
    assert response.status_code == 200
    if "export" not in query:
        assert "prEUgovor" in response.content.decode()


def test_organisation_shows_its_networks(client_of: LogIn) -> None:
    membership = models.Membership.objects.filter(organisation__live=True).first()
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[membership.organisation_id])
    html = opens(client_of(""), address)
    assert reverse("wagtailadmin_pages:edit", args=[membership.network_id]) in html
    assert membership.organisation.url_in("sr-latn") in html


@pytest.mark.parametrize("query", ["zena", "ŽENE", "жена", "centar zenski", "women"])
@pytest.mark.parametrize("place", ["list", "choose", "choose_results"])
def test_organisation_is_found_without_marks_and_in_any_form(
    place: str, query: str, client_of: LogIn
) -> None:
    models.Organisation.objects.create(
        name_sr_latn="Autonomni ženski centar", name_en="Autonomous Women's Centre"
    )
    models.Organisation.objects.create(
        name_sr_latn="Centar za obrazovanje", slug_sr_latn="centar-za-obrazovanje"
    )
    name = "wagtailsnippets_networks_organisation:list"
    if place != "list":
        name = f"wagtailsnippetchoosers_networks_organisation:{place}"
    html = client_of("Urednice").get(reverse(name), {"q": query}).content.decode()
    assert "Autonomni \\u017eenski centar" in html or "Autonomni ženski centar" in html
    assert "Centar za obrazovanje" not in html


def test_organisation_in_use_is_not_deleted(client_of: LogIn) -> None:
    membership = models.Membership.objects.first()
    address = reverse("wagtailsnippets_networks_organisation:delete", args=[membership.organisation_id])
    client = client_of("")
    assert membership.network.title in opens(
        client, reverse("wagtailsnippets_networks_organisation:usage", args=[membership.organisation_id])
    )
    client.post(address)
    assert models.Organisation.objects.filter(pk=membership.organisation_id).exists()


def test_export_runs_no_formula(client_of: LogIn) -> None:
    models.Organisation.objects.filter(pk=models.Organisation.objects.first().pk).update(name_en="=1+1")
    response = client_of("").get(reverse("wagtailsnippets_networks_organisation:list") + "?export=csv")
    assert ",'=1+1," in b"".join(response).decode()
