"""What a form of the admin refuses: each row with one reason, told at its field, and nothing is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from astra_site.safety.models import Hotline, SafetySettings
from networks.models import NetworkPage, Organisation
from tests.admin.conftest import edit_page

# What is refused or chosen is decided before a database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LogIn = Callable[..., Client]
Read = Callable[[Client, str], dict[str, Any]]


def organisation() -> tuple[Model, str]:
    thing = Organisation.objects.get(slug_sr_latn="astra")
    return thing, reverse("wagtailsnippets_networks_organisation:edit", args=[thing.pk])


def network() -> tuple[Model, str]:
    thing = NetworkPage.objects.get(slug="ecosoc")
    return thing, edit_page(thing)


def hotline() -> tuple[Model, str]:
    thing = Hotline.objects.get(dial_string="116000")
    return thing, reverse("wagtailsnippets_safety_hotline:edit", args=[thing.pk])


def safety() -> tuple[Model, str]:
    thing = SafetySettings.objects.get()
    return thing, reverse("wagtailsettings:edit", args=["safety", "safetysettings", thing.site_id])


# The form, the field at which it is told, and what is typed.
WRONG: list[tuple[Callable[[], tuple[Model, str]], str, dict[str, str]]] = [
    (organisation, "name_sr_latn", {"name_sr_latn": ""}),
    (organisation, "slug_sr_latn", {"slug_sr_latn": "grupa-484"}),
    (organisation, "ended", {"founded": "2001", "ended": "2000", "activity": "unknown"}),
    (organisation, "founded", {"founded": "nekad"}),
    (organisation, "longitude", {"longitude": ""}),
    (organisation, "website", {"website": "javascript:alert(1)"}),
    (network, "title", {"title": ""}),
    (network, "slug", {"slug": "ban"}),
    (network, "slug_en", {"slug_en": "ban"}),
    (network, "our_until", {"our_since": "2015", "our_until": "2014"}),
    (network, "strategy_until", {"strategy_from": "2024", "strategy_until": "2020"}),
    (hotline, "dial_string", {"dial_string": "116111"}),
    (hotline, "source_url", {"source_url": "", "source_name_sr_latn": ""}),
    (safety, "exit_destination", {"exit_destination": "http://www.rts.rs/"}),
    (safety, "exit_destination", {"exit_destination": "https://www.rts.rs/?q=astra"}),
]


@pytest.mark.parametrize(
    ("form", "field", "typed"), WRONG, ids=[f"{form.__name__}-{field}" for form, field, _typed in WRONG]
)
def test_what_is_wrong_is_told_at_its_field_and_not_saved(
    form: Callable, field: str, typed: dict[str, str], client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Administratorke")
    thing, address = form()
    revisions = thing.revisions.count() if hasattr(thing, "revisions") else 0
    before = type(thing).objects.filter(pk=thing.pk).values().get()

    answer = client.post(address, {**form_data(client, address), **typed, "action-publish": "1"})

    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert type(thing).objects.filter(pk=thing.pk).values().get() == before
    assert not revisions or thing.revisions.count() == revisions


@pytest.mark.parametrize("form", [organisation, network, hotline, safety])
def test_the_same_form_goes_in_when_nothing_is_wrong(
    form: Callable, client_of: LogIn, form_data: Read
) -> None:
    client = client_of("Administratorke")
    _thing, address = form()

    answer = client.post(address, {**form_data(client, address), "action-publish": "1"})

    assert answer.status_code == 302
