"""What an import refuses, each row for exactly one reason: without it the same row would go in.

So no refusal hides behind another, and each is tried by itself. The sentences are those of the code.
"""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import translation
from wagtail.models import GroupPagePermission

from astra_site.accounts.models import Role
from networks.models import NetworkPage, Organisation
from networks.spreadsheets.spreadsheet_rights import may_import
from tests.networks.spreadsheets.files import dry_run, import_file, zip_of

# What is refused or chosen is decided before a database is asked.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
RIGHTS = {"access_admin", "change_organisation", "add_organisation", "publish_organisation", "edit_source"}
JOINS = {"network": "ban", "organisation": "grupa-484"}
CHANGES = {"slug_sr": "astra", "acronym": "A"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def person_with(django_user_model):
    """Make a person with rights to organisations, and with rights to all pages."""

    def make(rights, on_pages=()):
        person = django_user_model.objects.create_user("osoba", is_staff=True)
        person.user_permissions.set(Permission.objects.filter(codename__in=rights))
        if on_pages:
            group = Role.objects.get(key=Role.Key.TRANSLATORS).group
            group.permissions.clear()
            group.page_permissions.all().delete()
            for right in on_pages:
                permission = Permission.objects.get(codename=f"{right}_basepage")
                GroupPagePermission.objects.create(group=group, page=ban().get_root(), permission=permission)
            person.groups.add(group)
        return django_user_model.objects.get(pk=person.pk)

    return make


def astra():
    return Organisation.objects.get(slug_sr_latn="astra")


def ban():
    return NetworkPage.objects.get(slug="ban")


def planned(row, person):
    return dry_run(zip_of(memberships=[row]) if "network" in row else zip_of([row]), person)


def make_a_newer_draft():
    organisation = Organisation.objects.get(slug_sr_latn="nacrt")
    organisation.city_sr_latn = "Vršac"
    organisation.save_revision()


# What spoils it, the row of the file, and what is said of it.
OF_STATE = {
    "a draft": (lambda: astra().save_revision(), CHANGES, "has a draft that is not published"),
    "a newer draft": (make_a_newer_draft, {**CHANGES, "slug_sr": "nacrt"}, "has a newer draft"),
    "a lock": (lambda: Organisation.objects.update(locked=True), CHANGES, "is locked"),
    "a draft of the network": (lambda: ban().save_revision(), JOINS, "has unpublished changes"),
    "a network that is a draft": (
        lambda: NetworkPage.objects.update(live=False), JOINS, "has unpublished changes",
    ),
    "a lock of the network": (
        lambda: NetworkPage.objects.update(locked=True), JOINS, "You may not edit the network",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "row", "told"), OF_STATE.values(), ids=OF_STATE)
def test_what_others_work_on_is_not_written_over(spoil, row, told, moderator):
    draft = Organisation(name_sr_latn="Nacrt udruženja", slug_sr_latn="nacrt", live=False)
    draft.save()
    draft.save_revision()
    assert not planned(row, moderator).errors

    spoil()

    (error,) = planned(row, moderator).errors
    assert told in error.message


def test_the_right_to_the_page_of_a_network_is_asked_for(person_with):
    person = person_with(RIGHTS)
    assert not planned(CHANGES, person).errors

    (error,) = planned(JOINS, person).errors

    assert error.message.startswith("You may not edit the network “BAN")


@pytest.mark.parametrize("missing", ["change_organisation", "add_organisation", "edit_source"])
def test_without_one_of_the_rights_to_organisations_nobody_imports(missing, person_with, client):
    person = person_with(RIGHTS - {missing})
    client.force_login(person)

    assert not may_import(person)
    # Wagtail leads back to the start of the admin, with a sentence.
    assert client.post(reverse("spreadsheets:index")).headers["Location"] == reverse("wagtailadmin_home")


def test_with_all_of_them_the_form_answers(person_with, client):
    client.force_login(person_with(RIGHTS))

    assert client.post(reverse("spreadsheets:index")).context["form"].errors


# Who may do only one half leaves a draft of that half


def test_organisations_alone_become_drafts_of_a_person_who_may_not_publish_them(person_with):
    new = {"slug_sr": "iz-maste", "name_sr": "Udruženje iz mašte"}

    plan = import_file(zip_of([{**new, "acronym": ""}, {**CHANGES, "name_sr": astra().name_sr_latn}]),
                       person_with(RIGHTS - {"publish_organisation"}))  # fmt: skip

    assert plan.is_draft
    assert not Organisation.objects.get(slug_sr_latn="iz-maste").live
    assert astra().acronym == "" and astra().get_latest_revision_as_object().acronym == "A"


def test_a_membership_becomes_a_draft_of_a_person_who_may_not_publish_the_network(person_with):
    members = ban().memberships.count()

    plan = import_file(zip_of(memberships=[JOINS]), person_with(RIGHTS, on_pages=["add", "change"]))

    assert plan.is_draft
    assert ban().memberships.count() == members
    assert ban().get_latest_revision_as_object().memberships.count() == members + 1


# Rows that are wrong by themselves

TWO = {**JOINS, "since": "2010"}, {**JOINS, "since": "2011"}
OF_ROWS = {
    "an unknown number": ([{"id": "999999", "name_sr": "Nova"}], "no organisation with the number"),
    "a number without an end": ([{"id": "9" * 5000, "name_sr": "Nova"}], "no organisation with the number"),
    "no name": ([{"name_sr": "", "acronym": "N"}], "The Serbian name is missing."),
    "a taken address": (
        [{"name_sr": "Nova", "slug_en": "astra-anti-trafficking-action"}], "is taken",
    ),
    "the address of another": ([{"id": "ASTRA", "slug_sr": "grupa-484"}], "belong to two organisations"),
    "twice the same": ([{"id": "ASTRA", "acronym": "A"}] * 2, "stands in row 2 already"),
    "an unknown network": ([{**JOINS, "network": "nema-je"}], "There is no network"),
    "an unknown organisation": ([{**JOINS, "organisation": "nema-je"}], "There is no organisation"),
    "an unknown membership": ([{**JOINS, "id": "999999"}], "There is no membership"),
    "a membership without an end": ([{**JOINS, "id": "9" * 5000}], "There is no membership"),
    "another's membership": ([{**JOINS, "id": "OTHER"}], "is a membership of another"),
    "twice the same membership": (
        [{"id": "OTHER", "network": "preugovor", "organisation": "OTHER", "note_en": "n"}] * 2,
        "The same membership stands in row 2 already",
    ),
    "two at one time": (TWO, "twice for the same time"),
    "an end before the beginning": ([{**JOINS, "since": "2013", "until": "2012"}], "before"),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), OF_ROWS.values(), ids=OF_ROWS)
def test_what_is_wrong_by_itself_is_refused_once(rows, told, moderator):
    other = NetworkPage.objects.get(slug="preugovor").memberships.first()
    names = {"ASTRA": astra().pk, "OTHER": other.pk}
    rows = [{**row, "id": names.get(row.get("id"), row.get("id", ""))} for row in rows]
    for row in rows:
        if row.get("organisation") == "OTHER":
            row["organisation"] = other.organisation.slug_sr_latn
    plan = dry_run(zip_of(memberships=rows) if "network" in rows[0] else zip_of(rows), moderator)

    (error,) = plan.errors
    assert told in error.message
    assert not plan.can_be_imported
