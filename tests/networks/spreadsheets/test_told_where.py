"""Each fault is told at its own row and cell, of two rows that collide at the later one."""

import pytest
from django.utils import translation

from networks.models import NetworkPage, Organisation
from tests.factories import make_membership
from tests.networks.spreadsheets.files import csv_of, dry_run, zip_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
JOINS = {"network": "ban", "organisation": "grupa-484"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def of_csv(person, *rows):
    return dry_run(csv_of(*rows), person, "a.csv")


def of_members(person, *rows):
    return dry_run(zip_of(memberships=rows), person)


def places(remarks):
    return [remark.cell or remark.row for remark in remarks]


def grupa():
    return Organisation.objects.get(slug_sr_latn="grupa-484")


# Memberships at one time


def test_a_new_row_collides_with_what_the_file_does_not_mention(moderator):
    make_membership(NetworkPage.objects.get(slug="ban"), grupa(), since="2010")

    plan = of_members(moderator, {**JOINS, "since": "2012"})

    (error,) = plan.errors
    assert (error.cell, error.column) == ("B2", "organisation") and "twice for the same time" in error.message
    # Of another organisation, or in another network, it is nobody's concern.
    Organisation.objects.create(name_sr_latn="Vetrenjača", slug_sr_latn="vetrenjaca")
    for other in ({**JOINS, "organisation": "vetrenjaca"}, {**JOINS, "network": "gmcn"}):
        assert not of_members(moderator, {**other, "since": "2012"}).errors


def test_of_rows_that_collide_each_but_the_first_is_named(moderator):
    rows = [{**JOINS, "since": year} for year in ("2010", "2011", "2012")]

    # The third collides with both.
    assert places(of_members(moderator, *rows).errors) == ["B3", "B4", "B4"]


def test_a_change_collides_with_a_row_that_says_what_is_there(moderator):
    ban = NetworkPage.objects.get(slug="ban")
    first = make_membership(ban, grupa(), since="2010", until="2011")
    second = make_membership(ban, grupa(), since="2013")
    rows = [{**JOINS, "id": first.pk, "since": "2010", "until": "2014"},
            {**JOINS, "id": second.pk, "since": "2013", "until": ""}]  # fmt: skip

    (error,) = of_members(moderator, *rows).errors
    assert error.row == 3


def test_what_is_wrong_with_a_network_is_told_once_at_the_first_row_that_changes_it(moderator):
    ban, gaatw = (NetworkPage.objects.get(slug=slug) for slug in ("ban", "gaatw"))
    known = make_membership(ban, grupa(), since="2010", until="2011")
    for network in (ban, gaatw):
        network.save_revision()
    new = Organisation.objects.create(name_sr_latn="Vetrenjača", slug_sr_latn="vetrenjaca")
    joins = {"id": "", "organisation": new.slug_sr_latn, "since": "", "until": ""}
    rows = [{**JOINS, "id": known.pk, "since": "2010", "until": "2011"},
            {**joins, "network": "gaatw"}, {**joins, "network": "ban"},
            {**joins, "network": "ban", "since": "2001", "until": "2002"}]  # fmt: skip

    errors = [
        error for error in of_members(moderator, *rows).errors if "unpublished changes" in error.message
    ]
    assert [(error.row, error.column) for error in errors] == [(4, "network"), (3, "network")]
    assert ban.title in errors[0].message and gaatw.title in errors[1].message


def test_a_row_of_a_membership_that_is_wrong_in_a_cell_is_told_only_there(moderator):
    row = {**JOINS, "since": "2013", "until": "2012", "kind": "x"}
    assert places(of_members(moderator, row).errors) == ["E2"]
    # What would be wrong by itself is not asked of a row that changes nothing.
    known = make_membership(NetworkPage.objects.get(slug="ban"), grupa(), since="2013", until="2012")
    assert not of_members(moderator, {**JOINS, "id": known.pk, "since": "2013", "until": "2012"}).errors


# Organisations


def test_a_row_that_changes_nothing_is_not_looked_at(moderator):
    name = "Organizaciја bez imena"  # Cyrillic ја
    known = Organisation.objects.create(name_sr_latn=name, slug_sr_latn="bez")
    known.save_revision()
    Organisation.objects.filter(pk=known.pk).update(founded="2013", ended="2012")

    plan = of_csv(moderator, {"id": known.pk, "founded": "2013", "ended": "2012", "name_sr": name})

    assert not plan.errors and not plan.doubts and not plan.can_be_imported


@pytest.mark.parametrize("by", ["id", "slug_sr"])
def test_an_organisation_that_stands_twice_is_told_by_what_names_it(by, moderator):
    row = {by: grupa().pk if by == "id" else "grupa-484", "acronym": "G"}

    assert [error.column for error in of_csv(moderator, row, row).errors] == [by]


@pytest.mark.parametrize("number", ["x", "-1", "1.0", "²", "9" * 19, "999999"])
def test_what_is_no_number_of_the_database_is_refused(number, moderator):
    (error,) = of_csv(moderator, {"id": number, "name_sr": "Vetrenjača"}).errors
    assert error.cell == "A2" and f"with the number {number}" in error.message
    (error,) = of_members(moderator, {**JOINS, "id": number}).errors
    assert error.column == "id" and f"with the number {number}" in error.message


def test_who_has_the_number_and_who_the_address_is_told(moderator):
    other = Organisation.objects.get(slug_sr_latn="astra")
    (error,) = of_csv(moderator, {"id": grupa().pk, "slug_sr": "astra"}).errors

    assert error.cell == "B2" and error.message.endswith(
        f": {grupa().name_sr_latn} and {other.name_sr_latn}."
    )


def test_an_organisation_that_is_new_and_ended_is_new(moderator):
    plan = of_csv(moderator, {"name_sr": "Vetrenjača", "founded": "2001", "ended": "2010"})

    assert (len(plan.created), len(plan.ended), len(plan.changed)) == (1, 0, 0)


def test_a_name_that_two_have_already_is_refused_for_both_by_their_numbers(moderator):
    two = [
        Organisation.objects.create(name_sr_latn="Vetrenjača", slug_sr_latn=f"vetrenjaca-{n}") for n in (1, 2)
    ]

    errors = of_csv(moderator, {"name_sr": "Vetrenjača"}).errors

    assert [f"(number {thing.pk})" in error.message for thing, error in zip(two, errors, strict=True)] == [
        True,
        True,
    ]


def test_a_name_in_english_is_compared_too_and_one_that_is_somebodys_other_name_is_doubted(moderator):
    Organisation.objects.create(
        name_sr_latn="Vetrenjača", name_en="Windmill", acronym="VTR", slug_sr_latn="v"
    )

    (error,) = of_csv(moderator, {"name_sr": "Sasvim drugo", "name_en": "Windmill"}).errors
    assert "There is a “Sasvim drugo” already" in error.message
    plan = of_csv(moderator, {"name_sr": "VTR"})
    assert not plan.errors
    assert "“VTR” is another name of “Vetrenjača”" in plan.doubts[0].message
    # That neither of two has a name in English makes none of it alike.
    Organisation.objects.filter(slug_sr_latn="v").update(name_en="")
    assert not of_csv(moderator, {"name_sr": "VTR", "name_en": ""}).errors


@pytest.mark.parametrize(
    ("here", "there", "is_doubt"),
    [("Niš", "Bor", True), ("", "Bor", False), ("Niš", "", False), ("НИШ", "Niš", False)],
)
def test_of_one_name_in_two_towns_it_is_doubted_that_it_is_one(here, there, is_doubt, moderator):
    known = Organisation.objects.create(name_sr_latn="Vetrenjača", slug_sr_latn="v", city_sr_latn=there)
    plan = of_csv(moderator, {"name_sr": "Vetrenjača", "city_sr": here})

    (remark,) = plan.doubts + plan.errors
    assert bool(plan.doubts) is is_doubt and remark.cell == "A2"
    if is_doubt:
        assert remark.message == f"“Vetrenjača” already exists in another town: Bor (number {known.pk})."


def test_a_name_much_like_one_of_an_earlier_row_is_doubted_with_that_row(moderator):
    plan = of_csv(moderator, {"name_sr": "Udruženje Vetrenjača"}, {"name_sr": "Udruženje Vetrenjaća i"})

    (doubt,) = plan.doubts
    assert doubt.cell == "A3" and "is much like “Udruženje Vetrenjača” (row 2)" in doubt.message


def test_a_member_may_be_called_by_the_name_of_a_new_organisation_only_by_its_address(moderator):
    name = "Udruženje Vetrenjača"
    Organisation.objects.create(name_sr_latn=name, slug_sr_latn="stara", city_sr_latn="Bor")
    rows = [{"name_sr": name, "slug_sr": "nova", "city_sr": "Niš"}]
    plan = dry_run(zip_of(rows, [{"network": "ban", "organisation": name}]), moderator)

    (error,) = plan.errors
    assert error.cell == "B2" and error.message.endswith("Do you mean: stara?")


def test_what_is_not_published_is_told_from_a_draft_over_it(moderator):
    hidden = Organisation.objects.create(name_sr_latn="Vetrenjača", slug_sr_latn="v", live=False)
    change = {"id": hidden.pk, "acronym": "V"}
    # Without any draft, and with one that says the same but for what no file can hold.
    assert not of_csv(moderator, change).errors
    hidden.save_revision()
    assert not of_csv(moderator, change).errors
    Organisation.objects.filter(pk=hidden.pk).update(live=True, locked=True, has_unpublished_changes=True)

    errors = of_csv(moderator, change).errors
    assert [error.message.rpartition("” ")[2].partition(".")[0] for error in errors] == [
        "has a draft that is not published", "is locked",
    ]  # fmt: skip
