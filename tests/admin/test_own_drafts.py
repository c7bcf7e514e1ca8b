"""An editor deletes her own draft that was never published; others' and published ones she leaves."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from astra_site.accounts.models import User
from networks.models import NetworkIndexPage, Organisation
from tests.factories import make_network

LogIn = Callable[..., Client]

SNIPPET = "wagtailsnippets_networks_organisation"


def person_at(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def draft_of(person: User | None) -> Organisation:
    organisation = Organisation.objects.create(name_sr_latn="Pogrešna", live=False)
    organisation.save_revision(user=person)
    return organisation


def network_of(person: User | None, **fields: Any) -> Any:
    return make_network(NetworkIndexPage.objects.get(), slug="proba", slug_en="", owner=person, **fields)


@pytest.mark.parametrize("is_own", [True, False])
@pytest.mark.parametrize("role", ["Urednice", "Moderatorke", "Prevoditeljke"])
@pytest.mark.parametrize("how", ["one", "many"])
def test_a_draft_of_an_organisation(how: str, role: str, is_own: bool, client_of: LogIn) -> None:
    client = client_of(role)
    organisation = draft_of(person_at(client) if is_own else None)
    address = reverse(f"{SNIPPET}:delete", args=[organisation.pk])
    if how == "many":
        bulk = reverse("wagtail_bulk_action", args=["networks", "organisation", "delete"])
        address = f"{bulk}?id={organisation.pk}"
    client.post(address)
    is_gone = not Organisation.objects.filter(pk=organisation.pk).exists()
    assert is_gone == (role == "Moderatorke" or role == "Urednice" and is_own)


def test_an_organisation_that_was_published_once(client_of: LogIn) -> None:
    client = client_of("Urednice")
    organisation = draft_of(person_at(client))
    organisation.latest_revision.publish()
    Organisation.objects.get(pk=organisation.pk).unpublish()
    client.post(reverse(f"{SNIPPET}:delete", args=[organisation.pk]))
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_the_list_offers_it_for_own_drafts_alone(client_of: LogIn) -> None:
    client = client_of("Urednice")
    own, other = draft_of(person_at(client)), draft_of(None)
    html = client.get(f"{reverse(f'{SNIPPET}:list')}?q=pogresna").content.decode()
    assert reverse(f"{SNIPPET}:delete", args=[own.pk]) in html
    assert reverse(f"{SNIPPET}:delete", args=[other.pk]) not in html


@pytest.mark.parametrize(
    ("is_own", "fields", "is_deleted"),
    [
        (True, {"live": False}, True),
        (False, {"live": False}, False),
        (True, {"live": True}, False),
        (True, {"live": False, "first_published_at": "2020-01-01T00:00:00Z"}, False),
    ],
)
def test_a_page(is_own: bool, fields: dict[str, Any], is_deleted: bool, client_of: LogIn) -> None:
    client = client_of("Urednice")
    page = network_of(person_at(client) if is_own else None, **fields)
    client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert type(page).objects.filter(pk=page.pk).exists() != is_deleted
