"""Hiding a place holds at once, for visitors and in every draft, and publishes nothing else."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import Organisation
from tests.admin.conftest import ROLES

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]

HIDE = {"Urednice", "Moderatorke", "Bezbednost", "Administratorke"}
SHOW = {"Bezbednost", "Administratorke"}


@pytest.fixture
def shelter(db: None) -> Organisation:
    """Return a published organisation whose town visitors see, with a draft that somebody else wrote."""
    organisation = Organisation.objects.filter(live=True, do_not_publish_location=False).first()
    organisation.city_sr_latn = "Skrovište"
    organisation.save_revision().publish()
    draft = organisation.get_latest_revision_as_object()
    draft.name_sr_latn = "Neodobreno ime"
    draft.save_revision()
    return Organisation.objects.get(pk=organisation.pk)


def switch(organisation: Organisation) -> str:
    return reverse("secret_place", args=[organisation.pk])


@pytest.mark.parametrize("role", ["", *ROLES])
def test_who_hides_a_place(role: str, client_of: LogIn, shelter: Organisation) -> None:
    client_of(role).post(switch(shelter), {"secret": "yes"})
    shelter.refresh_from_db()
    assert shelter.do_not_publish_location == (role in HIDE or not role)


def test_the_form_leads_to_the_switch_once_the_organisation_is_there(
    client_of: LogIn, shelter: Organisation
) -> None:
    client = client_of("Urednice")
    form = reverse("wagtailsnippets_networks_organisation:edit", args=[shelter.pk])
    answer = client.get(form).text
    assert f'href="{switch(shelter)}"' in answer and 'role="tablist"' in answer
    assert "/secret" not in client.get(reverse("wagtailsnippets_networks_organisation:add")).text


@pytest.mark.parametrize("role", ["", *ROLES])
def test_who_shows_it_again(role: str, client_of: LogIn, shelter: Organisation) -> None:
    Organisation.objects.filter(pk=shelter.pk).update(do_not_publish_location=True)
    client_of(role).post(switch(shelter), {"secret": "no"})
    shelter.refresh_from_db()
    assert shelter.do_not_publish_location == (role not in SHOW and bool(role))


def test_visitors_no_longer_see_it_and_no_draft_is_published(
    client: Client, client_of: LogIn, shelter: Organisation
) -> None:
    address = shelter.url_in("sr-latn")
    assert "Skrovište" in client.get(address).content.decode()
    answer = client_of("Urednice").post(switch(shelter), {"secret": "yes"}, follow=True)
    assert "skriveno" in answer.content.decode()
    html = client.get(address).content.decode()
    assert "Skrovište" not in html
    assert "Neodobreno ime" not in html
    assert Organisation.objects.get(pk=shelter.pk).has_unpublished_changes


def test_no_draft_and_no_old_version_shows_it_again(
    client: Client, client_of: LogIn, shelter: Organisation, form_data: Read
) -> None:
    first = shelter.revisions.order_by("pk").first()
    client_of("Urednice").post(switch(shelter), {"secret": "yes"})
    assert (
        shelter.get_latest_revision_as_object().do_not_publish_location
        or Organisation.objects.get(pk=shelter.pk).get_latest_revision_as_object().do_not_publish_location
    )
    moderator = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[shelter.pk])
    moderator.post(address, {**form_data(moderator, address), "action-publish": "1"})
    old = reverse("wagtailsnippets_networks_organisation:revisions_revert", args=[shelter.pk, first.pk])
    moderator.post(address, {**form_data(moderator, old), "action-publish": "1"})
    shelter.refresh_from_db()
    assert shelter.do_not_publish_location
    assert "Skrovište" not in client.get(shelter.url_in("sr-latn")).content.decode()


def test_a_form_that_was_tampered_with_changes_nothing(
    client_of: LogIn, shelter: Organisation, form_data: Read
) -> None:
    Organisation.objects.filter(pk=shelter.pk).update(do_not_publish_location=True)
    client = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[shelter.pk])
    sent = {**form_data(client, address), "do_not_publish_location": "", "action-publish": "1"}
    client.post(address, sent)
    shelter.refresh_from_db()
    assert shelter.do_not_publish_location


def test_a_new_organisation_can_be_secret_from_the_start(client_of: LogIn, form_data: Read) -> None:
    client = client_of("Urednice")
    address = reverse("wagtailsnippets_networks_organisation:add")
    sent = {**form_data(client, address), "name_sr_latn": "Sigurna kuća", "do_not_publish_location": "on"}
    # A browser sends nothing where nothing is chosen.
    sent.pop("fields_of_work", None)
    answer = client.post(address, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    assert Organisation.objects.get(name_sr_latn="Sigurna kuća").do_not_publish_location


def test_the_history_says_who_hid_it(client_of: LogIn, shelter: Organisation) -> None:
    client = client_of("Urednice")
    client.post(switch(shelter), {"secret": "yes"})
    address = reverse("wagtailsnippets_networks_organisation:history", args=[shelter.pk])
    assert "Mesto sakriveno" in client.get(address).content.decode()


@pytest.mark.parametrize("action", ["action-publish", ""])
def test_those_who_care_for_safety_publish_nobody_elses_draft(
    action: str, client_of: LogIn, shelter: Organisation
) -> None:
    client = client_of("Bezbednost")
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[shelter.pk])
    client.post(address, {"name_sr_latn": "Treće ime", action or "action-draft": "1"})
    client.post(reverse("wagtailsnippets_networks_organisation:unpublish", args=[shelter.pk]))
    stored = Organisation.objects.get(pk=shelter.pk)
    assert stored.live
    assert stored.name_sr_latn == shelter.name_sr_latn
    assert stored.get_latest_revision_as_object().name_sr_latn == "Neodobreno ime"
