"""Role × action × tampered request: what each group may do, and that the server holds it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Site, Workflow

from astra_site.editing.kept_rows import new_key
from astra_site.editing.models import StaffWorkflow
from astra_site.safety.models import Hotline, SafetySettings
from networks.models import Membership, NetworkPage, Organisation, StandardPage
from tests.admin.conftest import ROLES, edit_page

LogIn = Callable[..., Client]
Read = Callable[..., dict[str, Any]]

WRITERS = {"Urednice", "Moderatorke", "Administratorke"}
PUBLISHERS = {"Moderatorke", "Administratorke"}


def latest(page: Any) -> Any:
    """Return the newest draft of `page`."""
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def tampered(client: Client, page: Any, form_data: Read, **changes: str) -> Any:
    """Send a page's form with changes, whether or not the form shows such fields."""
    address = edit_page(page)
    client.post(address, {**form_data(client, address, may_be_refused=True), **changes})
    return latest(page)


def test_only_our_own_groups_and_workflows_exist(db: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)
    assert set(Workflow.objects.values_list("name", flat=True)) == {"Objava", "Prevod"}


@pytest.mark.parametrize("role", ROLES)
def test_serbian_title(role: str, client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    changed = tampered(client_of(role), page, form_data, title="Drugi naslov")
    assert (changed.title == "Drugi naslov") == (role in WRITERS)


@pytest.mark.parametrize("field", ["lead_sr_latn", "short_name_sr_latn", "acronym", "slug", "verified_on"])
def test_translator_changes_no_field_but_english(
    field: str, client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    before = getattr(network, field)
    changes = {field: "2020-01-01" if field == "verified_on" else "nesto-drugo", "title_en": "Another title"}
    changed = tampered(client_of("Prevoditeljke"), network, form_data, **changes)
    assert getattr(changed, field) == before
    assert changed.title_en == "Another title"


@pytest.mark.parametrize("role", ROLES)
def test_english_title(role: str, client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    changed = tampered(client_of(role), page, form_data, title_en="Another title")
    assert (changed.title_en == "Another title") == (role in WRITERS | {"Prevoditeljke"})
    assert changed.title == page.title


@pytest.mark.parametrize("role", ROLES)
def test_publish(role: str, client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    changes = {"title": "Drugi naslov", "title_en": "Another title", "action-publish": "1"}
    tampered(client_of(role), page, form_data, **changes)
    page.refresh_from_db()
    assert (page.title == "Drugi naslov") == (role in PUBLISHERS)
    assert (page.title_en == "Another title") == (role in PUBLISHERS)


@pytest.mark.parametrize("role", ROLES)
def test_scheduled_publishing(role: str, client_of: LogIn, page: StandardPage, form_data: Read) -> None:
    changes = {"go_live_at": "2040-01-01 10:00", "expire_at": "2040-02-01 10:00", "action-publish": "1"}
    tampered(client_of(role), page, form_data, **changes)
    scheduled = StandardPage.objects.get(pk=page.pk).scheduled_revision
    assert (scheduled is not None) == (role in PUBLISHERS)


def memberships(page: NetworkPage) -> list[tuple[int, str]]:
    """Return who belongs to the draft of `page`, as what."""
    return [(membership.organisation_id, membership.kind) for membership in latest(page).memberships.all()]


@pytest.mark.parametrize("tampering", ["add", "delete", "change", "none_left"])
def test_translator_changes_no_membership(
    tampering: str, client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    before = memberships(network)
    first, count = network.memberships.first(), network.memberships.count()
    rows = {f"memberships-{number}-key": row.key for number, row in enumerate(network.memberships.all())}
    changes: dict[str, dict[str, Any]] = {
        "add": {
            "memberships-TOTAL_FORMS": count + 1,
            f"memberships-{count}-key": new_key(),
            f"memberships-{count}-organisation": Organisation.objects.last().pk,
            f"memberships-{count}-kind": "observer",
            f"memberships-{count}-confirmation": "confirmed",
            f"memberships-{count}-ORDER": count + 1,
        },
        "delete": {"memberships-removed": first.key},
        "change": {"memberships-0-key": first.key, "memberships-0-kind": "observer"},
        "none_left": {"memberships-removed": " ".join(row.key for row in network.memberships.all())},
    }
    sent = {
        "memberships-INITIAL_FORMS": count,
        **rows,
        **changes[tampering],
        "memberships-0-note_en": "A note",
    }
    changed = tampered(client_of("Prevoditeljke"), network, form_data, **sent)
    assert memberships(network) == before
    assert changed.memberships.first().note_en == "A note"
    assert changed.memberships.first().pk == first.pk


def test_translator_cannot_write_into_another_pages_row(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    other = Membership.objects.exclude(network=network).first()
    sent = {"memberships-0-key": other.key, "memberships-0-note_en": "A note"}
    changed = tampered(client_of("Prevoditeljke"), network, form_data, **sent)
    assert "A note" not in [membership.note_en for membership in changed.memberships.all()]
    assert Membership.objects.get(pk=other.pk).note_en == other.note_en


def test_translator_translates_rows_of_a_draft_that_are_not_in_the_database_yet(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    network.strategic_directions.all().delete()
    network.strategic_directions.add(type(network.strategic_directions.model())(text_sr_latn="Novi pravac"))
    network.save_revision()
    changed = tampered(
        client_of("Prevoditeljke"), network, form_data, **{"strategic_directions-0-text_en": "A new aim"}
    )
    rows = [(direction.text_sr_latn, direction.text_en) for direction in changed.strategic_directions.all()]
    assert rows == [("Novi pravac", "A new aim")]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ["delete", "unpublish", "copy", "move"])
def test_whole_page(action: str, role: str, client_of: LogIn, network: NetworkPage) -> None:
    client = client_of(role)
    parent = network.get_parent()
    if action == "move":
        address = reverse("wagtailadmin_pages:move_confirm", args=[network.pk, parent.pk])
    else:
        address = reverse(f"wagtailadmin_pages:{action}", args=[network.pk])
    sent = {"new_title": "Kopija", "new_slug": "kopija", "new_parent_page": parent.pk}
    client.post(address, sent if action == "copy" else {})
    survived = NetworkPage.objects.filter(pk=network.pk, live=True).exists()
    if action in {"delete", "unpublish"}:
        assert survived == (role not in PUBLISHERS)
    elif action == "copy":
        assert NetworkPage.objects.filter(slug="kopija").exists() == (role in WRITERS)
    else:
        assert survived


@pytest.mark.parametrize("action", ["delete", "move"])
def test_translator_leaves_drafts_where_they_are(action: str, client_of: LogIn, network: NetworkPage) -> None:
    network.unpublish()
    client = client_of("Prevoditeljke")
    if action == "delete":
        address = reverse("wagtailadmin_pages:delete", args=[network.pk])
    else:
        address = reverse("wagtailadmin_pages:move", args=[network.pk])
    assert client.post(address).status_code in {302, 403}
    assert NetworkPage.objects.filter(pk=network.pk).exists()


def test_translator_brings_no_old_version_back(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    old = network.latest_revision
    network.title = "Novi naslov"
    network.save_revision()
    client = client_of("Prevoditeljke")
    address = reverse("wagtailadmin_pages:revisions_revert", args=[network.pk, old.pk])
    assert client.get(address).status_code in {302, 403}
    client.post(address, {"title_en": "Another title"})
    assert latest(network).title == "Novi naslov"


@pytest.mark.parametrize("role", ROLES)
def test_organisation(role: str, client_of: LogIn, form_data: Read) -> None:
    organisation = Organisation.objects.exclude(name_en="").first()
    client = client_of(role)
    address = reverse("wagtailsnippets_networks_organisation:edit", args=[organisation.pk])
    sent = {
        **form_data(client, address, may_be_refused=True),
        "name_sr_latn": "Drugo ime",
        "name_en": "Another name",
        "country": "FR",
    }
    client.post(address, {**sent, "action-publish": "1"})
    draft = Organisation.objects.get(pk=organisation.pk).get_latest_revision_as_object()
    assert (draft.name_sr_latn == "Drugo ime") == (role in WRITERS)
    assert (draft.country == "FR") == (role in WRITERS)
    assert (draft.name_en == "Another name") == (role in WRITERS | {"Prevoditeljke"})
    organisation.refresh_from_db()
    assert (organisation.name_sr_latn == "Drugo ime") == (role in PUBLISHERS)
    assert (organisation.name_en == "Another name") == (role in PUBLISHERS)


@pytest.mark.parametrize("role", ROLES)
def test_hotline(role: str, client_of: LogIn, form_data: Read) -> None:
    hotline = Hotline.objects.first()
    client = client_of(role)
    address = reverse("wagtailsnippets_safety_hotline:edit", args=[hotline.pk])
    sent = form_data(client, address, may_be_refused=True)
    client.post(address, {**sent, "number": "112", "dial_string": "112", "action-publish": "1"})
    hotline.refresh_from_db()
    assert (hotline.dial_string == "112") == (role in PUBLISHERS)


@pytest.mark.parametrize("role", ROLES)
def test_exit_destination(role: str, client_of: LogIn, form_data: Read) -> None:
    site = Site.objects.get(is_default_site=True)
    client = client_of(role)
    address = reverse("wagtailsettings:edit", args=["safety", "safetysettings", site.pk])
    sent = form_data(client, address, may_be_refused=True)
    client.post(address, {**sent, "exit_destination": "https://example.org/"})
    stored = SafetySettings.for_site(site).exit_destination
    assert (stored == "https://example.org/") == (role in {"Bezbednost", "Administratorke"})


@pytest.mark.parametrize("role", ROLES)
def test_safety_page(role: str, client_of: LogIn, form_data: Read) -> None:
    page = StandardPage.objects.get(slug="bezbedno-koriscenje")
    client = client_of(role)
    address = edit_page(page)
    sent = form_data(client, address, may_be_refused=True)
    client.post(address, {**sent, "title": "Drugi naslov", "action-publish": "1"})
    page.refresh_from_db()
    assert (page.title == "Drugi naslov") == (role in PUBLISHERS | {"Bezbednost"})


@pytest.mark.parametrize("role", ROLES)
def test_users_and_groups(role: str, client_of: LogIn) -> None:
    client = client_of(role)
    allowed = role == "Administratorke"
    assert (client.get(reverse("wagtailusers_users:index")).status_code == 200) == allowed
    assert (client.get(reverse("wagtailusers_groups:index")).status_code == 200) == allowed


@pytest.mark.parametrize(("role", "workflow"), [("Urednice", "Objava"), ("Prevoditeljke", "Prevod")])
@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_submission_goes_through_its_workflow(
    kind: str, role: str, workflow: str, client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    thing: Any = network if kind == "page" else Organisation.objects.first()
    address = (
        edit_page(network)
        if kind == "page"
        else reverse("wagtailsnippets_networks_organisation:edit", args=[thing.pk])
    )
    client = client_of(role)
    client.post(address, {**form_data(client, address), "action-submit": "1"})
    thing = type(thing).objects.get(pk=thing.pk)
    assert thing.current_workflow_state.workflow.name == workflow


def test_translations_keep_their_way_when_groups_and_workflows_are_renamed(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    translator = client_of("Prevoditeljke")
    for model in (Group, Workflow):
        for one in model.objects.all():
            one.name = f"Nekadašnje {one.name}"
            one.save()
    address = edit_page(network)
    translator.post(address, {**form_data(translator, address), "action-submit": "1"})
    state = NetworkPage.objects.get(pk=network.pk).current_workflow_state
    assert state.workflow.staff_workflow.key == StaffWorkflow.Key.TRANSLATION


def test_nobody_without_rights_changes_anything(
    client_of: LogIn, network: NetworkPage, form_data: Read
) -> None:
    """A group made later, with pages but none of our rights, changes nothing."""
    client = client_of("Prevoditeljke")
    Group.objects.get(name="Prevoditeljke").permissions.filter(codename="edit_translations").delete()
    changed = tampered(client, network, form_data, title="Drugi naslov", title_en="Another title")
    assert (changed.title, changed.title_en) == (network.title, network.title_en)
