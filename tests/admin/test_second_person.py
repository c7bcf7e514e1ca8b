"""Where the site is set so, nobody publishes what she has submitted herself; otherwise a moderator may."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from networks.models import Organisation, StandardPage
from tests.admin.conftest import edit_page

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]

APPROVE = {"action-workflow-action": "1", "workflow-action-name": "approve"}


@pytest.fixture(params=[True, False], ids=["two", "one"])
def needs_two(request: pytest.FixtureRequest, settings: Any) -> bool:
    settings.SECOND_PERSON_APPROVES = request.param
    return bool(request.param)


def title(page: StandardPage) -> str:
    return StandardPage.objects.get(pk=page.pk).title


def submit(client: Client, page: StandardPage, form_data: Read) -> None:
    address = edit_page(page)
    client.post(address, {**form_data(client, address), "title": "Nov naslov", "action-submit": "1"})


@pytest.mark.parametrize("how", ["publish", "approve", "approve from a list", "many"])
def test_a_moderator_and_her_own_submission(
    how: str, needs_two: bool, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    client = client_of("Moderatorke")
    submit(client, page, form_data)
    address = edit_page(page)
    if how == "many":
        address = f"{reverse('wagtail_bulk_action', args=['pages', 'basepage', 'publish'])}?id={page.pk}"
        client.post(address)
    elif how == "approve from a list":
        state = StandardPage.objects.get(pk=page.pk).current_workflow_task_state
        client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]))
    else:
        pressed = APPROVE if how == "approve" else {"action-publish": "1"}
        answer = client.post(address, {**form_data(client, address), **pressed})
        assert ("odobrava neko drugi" in answer.content.decode()) == needs_two
    assert (title(page) == "Nov naslov") != needs_two


@pytest.mark.parametrize("from_a_list", [False, True])
def test_somebody_elses_submission_is_approved(
    from_a_list: bool, needs_two: bool, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    submit(client_of("Urednice"), page, form_data)
    client = client_of("Moderatorke")
    address = edit_page(page)
    sent = {} if from_a_list else {**form_data(client, address), **APPROVE}
    if from_a_list:
        state = StandardPage.objects.get(pk=page.pk).current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    answer = client.post(address, sent, follow=True)
    assert title(page) == "Nov naslov"
    assert "sada vide posetioci" in answer.content.decode()
    assert 'href="/pomoc/"' in answer.content.decode()


def test_the_menu_of_help_leads_to_no_other_site(client_of: LogIn) -> None:
    html = client_of("Urednice").get(reverse("wagtailimages:index")).content.decode()
    assert "guide.wagtail.org" not in html
    assert "Šta je novo u Wagtailu" not in html


def test_the_chief_administrator_publishes(
    needs_two: bool, client_of: LogIn, page: StandardPage, form_data: Read
) -> None:
    client = client_of("")
    address = edit_page(page)
    client.post(address, {**form_data(client, address), "title": "Nov naslov", "action-publish": "1"})
    assert title(page) == "Nov naslov"


def test_an_organisation_too(needs_two: bool, client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    client = client_of("Moderatorke")
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    client.post(address, {**form_data(client, address), "acronym": "NOVO", "action-publish": "1"})
    organisation.refresh_from_db()
    assert (organisation.acronym == "NOVO") != needs_two


@pytest.mark.parametrize("field", ["publish_copies", "alias"])
def test_a_copy_is_not_published_alone(
    field: str, needs_two: bool, client_of: LogIn, page: StandardPage
) -> None:
    client, address = client_of("Moderatorke"), reverse("wagtailadmin_pages:copy", args=[page.pk])
    assert (f'name="{field}"' in client.get(address).content.decode()) != needs_two
    parent = page.get_parent()
    data = {"new_title": "Kopija", "new_slug": "kopija", "new_parent_page": parent.pk, field: "on"}
    client.post(address, data)
    assert parent.get_children().get(slug="kopija").live != needs_two


@pytest.mark.parametrize("action", ["publish", "copy", "create_alias"])
def test_no_program_publishes_alone(
    action: str, needs_two: bool, client_of: LogIn, page: StandardPage
) -> None:
    page.title = "Nacrt"
    page.save_revision()
    before = StandardPage.objects.live().count()
    address = reverse("wagtailadmin_api:pages:action", args=[page.pk, action])
    answer = client_of("Moderatorke").post(address, {"slug": "kopija"})
    if needs_two:
        assert answer.status_code == 403
        assert (title(page), StandardPage.objects.live().count()) == ("Pomoć", before)
