"""The big button below a form is what its person wants next; what she wants rarely is behind the arrow."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from networks.models import NetworkPage, Organisation, StandardPage
from tests.admin.conftest import edit_page

LogIn = Callable[..., Client]
SAVES = "saves"


def buttons(client: Client, address: str) -> list[str]:
    """Return what the buttons of the form below it do, in their order."""
    footer = client.get(address).content.decode().rpartition("<footer")[2]
    found = []
    for button in re.findall(r"<button[^>]*>", footer):
        name = re.search(r'(?:data-workflow-action-name|name)="([^"]+)"', button)
        if name or 'type="submit"' in button:
            found.append(name[1] if name else SAVES)
    return found


@pytest.mark.parametrize(
    ("role", "wanted"),
    [("Urednice", "action-submit"), ("Moderatorke", "action-publish"), ("Prevoditeljke", "action-submit")],
)
def test_each_role_gets_what_she_does_most_as_the_big_button(
    role: str, wanted: str, client_of: LogIn, page: StandardPage
) -> None:
    client = client_of(role)
    organisation = Organisation.objects.filter(live=True).first()
    for address in (
        edit_page(page),
        reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk]),
    ):
        # Enter in a field presses the first, and nobody sees it.
        assert buttons(client, address)[:2] == [SAVES, wanted]
        assert SAVES in buttons(client, address)[2:]


def test_a_new_page_is_submitted_or_published_at_one_press(client_of: LogIn) -> None:
    parent = NetworkPage.objects.first().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["networks", "networkpage", parent.pk])
    assert buttons(client_of("Urednice"), address)[1] == "action-submit"
    assert buttons(client_of("Moderatorke"), address)[1] == "action-publish"


def test_what_was_submitted_is_approved_by_the_big_button(
    client_of: LogIn, page: StandardPage, form_data: Callable
) -> None:
    ana, mira, address = client_of("Urednice"), client_of("Moderatorke"), edit_page(page)
    ana.post(address, {**form_data(ana, address), "action-submit": "1"})
    assert buttons(mira, address)[1] == "approve"


def test_where_two_must_a_moderator_submits(
    client_of: LogIn, page: StandardPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "SECOND_PERSON_APPROVES", True)
    assert buttons(client_of("Moderatorke"), edit_page(page))[1] == "action-submit"


def test_enter_in_a_field_saves_a_draft_and_never_publishes(
    client_of: LogIn, page: StandardPage, form_data: Callable
) -> None:
    mira, address = client_of("Moderatorke"), edit_page(page)
    html = mira.get(address).content.decode().rpartition("<footer")[2]
    first = re.search(r"<button[^>]*>", html)
    assert first
    assert "hidden" in first[0]
    assert "name=" not in first[0]
    before = page.title
    # A button without a name sends nothing of itself.
    mira.post(address, {**form_data(mira, address), "title": "Samo nacrt"})
    page.refresh_from_db()
    assert page.title == before
    assert page.get_latest_revision_as_object().title == "Samo nacrt"
