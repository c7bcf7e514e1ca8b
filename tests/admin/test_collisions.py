"""Two people at one page or snippet: the second is refused and loses nothing."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from networks.models import Membership, NetworkPage, Organisation, StandardPage
from tests.admin.conftest import edit_page
from tests.admin.forms import opened_row, posted_form

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]
ACTIONS = ["", "action-publish", "action-submit"]


def send(client: Client, address: str, data: dict[str, Any], action: str = "") -> HttpResponse:
    """Press a button of the form."""
    return client.post(address, {**data, action: "1"} if action else data)


@pytest.mark.parametrize("action", ACTIONS)
def test_second_person_is_refused_and_sees_both_versions(
    action: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), "title": "Naslov prve osobe"}, "action-publish")
    response = send(second, address, {**stale, "title": "Naslov druge osobe"}, action)
    html = response.content.decode()
    page.refresh_from_db()
    assert page.title == "Naslov prve osobe"
    assert page.get_latest_revision_as_object().title == "Naslov prve osobe"
    assert "Naslov druge osobe" in html
    assert "Naslov prve osobe" in html
    opened_with = stale["loaded_revision_id"]
    compare = reverse(
        "wagtailadmin_pages:revisions_compare", args=[page.pk, opened_with, page.latest_revision_id]
    )
    assert compare in html
    assert second.get(compare).status_code == 200


def test_after_seeing_both_the_second_person_may_save(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), "title": "Naslov prve osobe"}, "action-publish")
    shown = send(second, address, {**stale, "title": "Naslov druge osobe"}, "action-publish")
    send(second, address, posted_form(shown.content.decode()), "action-publish")
    page.refresh_from_db()
    assert page.title == "Naslov druge osobe"


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_form_that_shows_both_versions_does_not_save_itself(
    kind: str, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    organisation = Organisation.objects.first()
    snippet = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    address, field = (edit_page(page), "title") if kind == "page" else (snippet, "name_sr_latn")
    thing: Any = page if kind == "page" else organisation
    first, second = client_of("Moderatorke"), client_of("")
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), field: "Reči prve osobe"}, "action-publish")
    shown = send(second, address, {**stale, field: "Reči druge osobe"})
    data = posted_form(shown.content.decode())
    automatic = second.post(address, data, headers={"accept": "application/json"})
    assert automatic.status_code == 400
    thing.refresh_from_db()
    assert getattr(thing.get_latest_revision_as_object(), field) == "Reči prve osobe"


def test_own_automatic_saves_do_not_stand_in_the_way(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    client, address = client_of("Moderatorke"), edit_page(page)
    data = {**form_data(client, address), "title": "Prva reč"}
    saved = client.post(address, data, headers={"accept": "application/json"}).json()
    again = {**data, "title": "Druga reč", "overwrite_revision_id": saved["revision_id"]}
    assert client.post(address, again, headers={"accept": "application/json"}).json()["success"]
    send(client, address, {**again, "title": "Treća reč"}, "action-publish")
    page.refresh_from_db()
    assert page.title == "Treća reč"


def test_automatic_save_of_the_first_person_is_not_lost(
    client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    data = {**form_data(first, address), "title": "Naslov prve osobe"}
    saved = first.post(address, data, headers={"accept": "application/json"}).json()
    in_between = form_data(second, address)
    again = {**data, "title": "Noviji naslov", "overwrite_revision_id": saved["revision_id"]}
    first.post(address, again, headers={"accept": "application/json"})
    for opened in (stale, in_between):
        response = send(second, address, {**opened, "title": "Naslov druge osobe"}, "action-publish")
        assert response.status_code == 200
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().title == "Noviji naslov"


def test_page_opened_before_its_first_revision(client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    StandardPage.objects.filter(pk=page.pk).update(latest_revision=None, live_revision=None)
    page.revisions.all().delete()
    first, second, address = client_of("Moderatorke"), client_of(""), edit_page(page)
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), "title": "Naslov prve osobe"}, "action-publish")
    send(second, address, {**stale, "title": "Naslov druge osobe"}, "action-publish")
    page.refresh_from_db()
    assert page.title == "Naslov prve osobe"


@pytest.mark.parametrize("action", ACTIONS)
def test_snippet(action: str, client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.first()
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    first, second = client_of("Moderatorke"), client_of("")
    stale = form_data(second, address)
    send(first, address, {**form_data(first, address), "name_sr_latn": "Ime prve osobe"}, "action-publish")
    response = send(second, address, {**stale, "name_sr_latn": "Ime druge osobe"}, action)
    organisation.refresh_from_db()
    assert organisation.get_latest_revision_as_object().name_sr_latn == "Ime prve osobe"
    html = response.content.decode()
    assert "Ime prve osobe" in html
    assert "Ime druge osobe" in html
    assert "/compare/" in html


def test_one_person_alone_is_never_stopped(client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    client, address = client_of("Moderatorke"), edit_page(page)
    for title in ("Jedan", "Dva"):
        send(client, address, {**form_data(client, address), "title": title})
        page.refresh_from_db()
        assert page.get_latest_revision_as_object().title == title


def test_second_person_reads_what_the_first_did_to_members_and_text(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    second, address = client_of(""), edit_page(network)
    first_row = network.get_latest_revision_as_object().memberships.all()[0]
    stale = {
        **form_data(second, address),
        **opened_row(second, network, first_row.key, note_sr_latn="Moja napomena"),
        "title": "Naslov druge osobe",
    }
    newer = network.get_latest_revision_as_object()
    gone, changed = newer.memberships.all()[:2]
    new = Organisation.objects.exclude(memberships__network=network).first()
    changed.since = "1999"
    kept = [membership for membership in newer.memberships.all() if membership.pk != gone.pk]
    kept = [changed if one.pk == changed.pk else one for one in kept]
    newer.memberships.set([*kept, Membership(organisation=new)])
    newer.body_sr_latn = []
    newer.save_revision()
    html = unescape(send(second, address, stale).content.decode())
    for sentence in (
        f"U novijoj verziji je pod „Članstva” dodato: {new.name_sr_latn}",
        f"U novijoj verziji pod „Članstva” više nema: {gone}.",
        f"U novijoj verziji je pod „Članstva” izmenjeno: {changed}.",
        "U novijoj verziji je drugačije: „Tekst (srpski)”.",
    ):
        assert sentence in html
    assert "Tekst (English)”" not in html
