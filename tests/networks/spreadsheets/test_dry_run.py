"""A dry run says what would happen and what is doubtful, and changes nothing."""

import pytest

from networks.models import NetworkPage, Organisation
from networks.spreadsheets.plan import Stored
from tests.networks.spreadsheets.files import csv_of, dry_run, messages, state, zip_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def astra():
    return Organisation.objects.get(slug_sr_latn="astra")


def of_csv(person, *rows):
    return dry_run(csv_of(*rows), person, "a.csv")


def test_a_changed_field_is_shown_before_and_after(astra, moderator):
    plan = of_csv(moderator, {"id": astra.pk, "acronym": "ASTRA", "founded": "2001", "city_sr": "Beograd"})
    (row,) = plan.changed
    assert [(change.column.name, change.before, change.after) for change in row.changes] == [
        ("acronym", "", "ASTRA"),
        ("founded", "2000", "2001"),
    ]
    assert not plan.errors


def test_a_row_without_number_is_found_by_its_address(astra, moderator):
    (row,) = of_csv(moderator, {"slug_sr": "astra", "acronym": "A"}).changed
    assert row.identity == Stored(astra.pk)


def test_an_end_is_shown_as_an_end(astra, moderator):
    plan = of_csv(moderator, {"id": astra.pk, "ended": "2025"})
    assert plan.ended and not plan.changed


def test_what_is_not_in_the_file_is_neither_changed_nor_deleted(moderator):
    plan = of_csv(moderator, {"name_sr": "Sasvim novo ime", "country": "RS"})
    assert len(plan.rows) == 1 and len(plan.created) == 1
    assert "city_sr" in plan.notes[0]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"name_sr": "Grupa 484ASTRA"}, "„ASTRA”"),
        ({"name_sr": "Centar za devojke – Nišš"}, "Centar za devojke – Niš"),
        ({"name_sr": "Grupa 484", "city_sr": "Izmišljeno Selo"}, "Izmišljeno|Beograd"),
        ({"name_sr": "Novi Сentar"}, "Novi Сentar"),
        ({"name_sr": "Nova", "boja": "plava"}, "boja"),
        ({"name_sr": "ASTRA"}, "ASTRA – Akcija"),
        ({"name_sr": "Nova", "about_sr": '<p style="color:red">Tekst</p>'}, "about_sr"),
        ({"id": "astra", "published": "no"}, "published"),
    ],
)
def test_what_is_doubtful_is_told_and_does_not_stop_the_import(row, told, astra, moderator):
    import re

    if row.get("id") == "astra":
        row = {**row, "id": astra.pk}
    plan = of_csv(moderator, row)
    assert not plan.errors
    assert re.search(told, messages(plan.doubts))


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"name_sr": "Nova", "country": "Srbija"}, "B2"),
        ({"name_sr": "Nova", "country": "QQ"}, "B2"),
        ({"name_sr": "Nova", "fields_of_work": "at, čarobnjaštvo"}, "B2"),
        ({"name_sr": "Nova", "founded": "nekad"}, "B2"),
        ({"name_sr": "Nova", "website": "javascript:alert(1)"}, "B2"),
        ({"name_sr": "Nova", "latitude": "91", "longitude": "20"}, "B2"),
        ({"name_sr": "Nova", "latitude": "44"}, "organisations"),
        ({"name_sr": "Nova", "founded": "2020", "ended": "2019"}, "C2"),
        ({"name_sr": "N" * 201}, "A2"),
        ({"name_sr": "", "city_sr": "Niš"}, "A2"),
        ({"id": "999999", "name_sr": "Nova"}, "A2"),
        ({"id": "-1", "name_sr": "Nova"}, "A2"),
        ({"name_sr": "Grupa 484", "city_sr": "Beograd"}, "A2"),
        ({"name_sr": "Nova", "slug_en": "astra-anti-trafficking-action"}, "B2"),
        ({"name_sr": "Nova", "slug_sr": "Nije Adresa"}, "B2"),
        ({"name_sr": "Nova", "city_sr": "[secret]"}, "B2"),
        ({"name_sr": "=1+1"}, "A2"),
    ],
)
def test_what_cannot_be_imported_is_named_by_its_cell(row, place, moderator):
    plan = of_csv(moderator, row)
    (error,) = plan.errors
    assert place in messages([error])
    assert not plan.can_be_imported


def test_what_stands_twice_in_a_file_is_refused_or_doubted(astra, moderator):
    plan = of_csv(
        moderator,
        {"id": astra.pk, "name_sr": astra.name_sr_latn, "city_sr": "Beograd"},
        {"id": astra.pk, "name_sr": astra.name_sr_latn, "city_sr": "Beograd"},
        {"id": "", "name_sr": "Prva nova", "city_sr": "Niš"},
        {"id": "", "name_sr": "Прва нова", "city_sr": "Niš"},
        {"id": "", "name_sr": "Druga sasvim nova", "city_sr": "Niš"},
        {"id": "", "name_sr": "Druga sasvim nova", "city_sr": "Bor"},
        {"id": "", "name_sr": "Druga sasvim novva", "city_sr": "Bor"},
    )
    assert [error.row for error in plan.errors] == [3, 5]
    assert {doubt.row for doubt in plan.doubts} == {7, 8}


def test_two_new_organisations_cannot_have_one_address(moderator):
    plan = of_csv(
        moderator, {"name_sr": "Jedna", "slug_sr": "nova"}, {"name_sr": "Sasvim druga", "slug_sr": "nova"}
    )
    assert [error.cell for error in plan.errors] == ["B3"]


def test_an_organisation_with_a_draft_is_not_written_over(astra, moderator):
    astra.acronym = "nacrt"
    astra.save_revision()
    assert "nacrt" not in messages(of_csv(moderator, {"id": astra.pk, "city_sr": "Beograd"}).errors)
    assert of_csv(moderator, {"id": astra.pk, "city_sr": "Niš"}).errors
    assert not of_csv(moderator, {"id": astra.pk, "city_sr": "Beograd"}).errors


def test_only_those_who_care_for_safety_show_a_secret_place_again(astra, django_user_model):
    from django.contrib.auth.models import Permission

    person = django_user_model.objects.create_user("urednica", is_staff=True)
    names = ["change_organisation", "add_organisation", "edit_source"]
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    person = django_user_model.objects.get(pk=person.pk)
    Organisation.objects.filter(pk=astra.pk).update(do_not_publish_location=True)
    for value in ("no", ""):
        assert of_csv(person, {"id": astra.pk, "keep_place_secret": value}).errors
    person.user_permissions.add(Permission.objects.get(codename="edit_safety"))
    person = django_user_model.objects.get(pk=person.pk)
    assert not of_csv(person, {"id": astra.pk, "keep_place_secret": "no"}).errors


def test_a_dry_run_changes_nothing(astra, moderator):
    before = state()
    of_csv(moderator, {"id": astra.pk, "acronym": "X"}, {"id": "", "acronym": "Y", "name_sr": "Nova"})
    assert state() == before


# Memberships


@pytest.mark.parametrize("field", ["title", "title_en", "acronym", "short_name_sr_latn", "short_name_en"])
def test_an_unknown_network_is_named_with_what_may_be_meant(field, moderator):
    NetworkPage.objects.filter(slug="at-mreza").update(**{field: "Dugina vrata"})
    plan = dry_run(zip_of(memberships=[{"network": "Dugina vrata", "organisation": "astra"}]), moderator)
    assert "at-mreza" in messages(plan.errors)


def test_an_unknown_organisation_is_named_with_what_may_be_meant(moderator):
    plan = dry_run(zip_of(memberships=[{"network": "ban", "organisation": "Grupa 484"}]), moderator)
    assert "grupa-484" in messages(plan.errors)


def test_a_new_organisation_joins_a_network_in_the_same_file(moderator):
    content = zip_of(
        [{"name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste"}],
        [{"network": "ban", "organisation": "iz-maste", "since": "5.2013."}],
    )
    plan = dry_run(content, moderator)
    assert not plan.errors
    assert [row.name.split(" – ")[0] for row in plan.created] == ["Udruženje iz mašte"] * 2
    assert plan.created[1].values["since"] == "2013-05"


def test_a_membership_that_ends_and_one_that_begins_later_may_both_stand(moderator):
    rows = [
        {"network": "ban", "organisation": "grupa-484", "since": "2010", "until": "2012"},
        {"network": "ban", "organisation": "grupa-484", "since": "2013", "until": ""},
    ]
    assert not dry_run(zip_of(memberships=rows), moderator).errors


def test_a_number_of_another_membership_is_refused(moderator):
    other = NetworkPage.objects.get(slug="preugovor").memberships.first()
    row = {"id": other.pk, "network": "at-mreza", "organisation": "astra"}
    assert "preugovor" in messages(dry_run(zip_of(memberships=[row]), moderator).errors)
