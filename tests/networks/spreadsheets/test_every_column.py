"""Each column goes in and comes out; what stands in the file when, and how it is explained."""

import io

import openpyxl
import pytest

from networks.models import Membership, NetworkIndexPage, NetworkPage, Organisation, PublicPhone
from networks.spreadsheets import cells, kinds, writing
from networks.spreadsheets.columns import columns_of
from networks.spreadsheets.phones import Phones
from tests.factories import make_network
from tests.networks.spreadsheets.files import csv_of, dry_run, exported, import_file, zip_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
# The first that fits says what is typed into a column of a kind.
TYPED = {
    cells.Boolean: "yes", cells.Day: "2026-11-03", cells.PartialDate: "2019-07", cells.Number: "20.5",
    kinds.URL: "https://example.org/a", kinds.Email: "a@example.org", kinds.CountryCode: "MK",
    kinds.LanguageCode: "mk", kinds.FieldsOfWork: "at, edu", kinds.RichText: "<p>Tekst.</p>",
    Phones: "112 | a | b", cells.Line: "Red", cells.Kind: "Jedan\nDva",
}  # fmt: skip
SAID = {
    "id": "", "published": "yes", "network": "ban", "organisation": "iz-maste", "kind": "partner",
    "organisation_name": "Udruženje iz mašte", "name_sr": "Udruženje iz mašte", "slug_sr": "iz-maste",
    "slug_en": "imagined", "no_longer_belongs": "no", "confirmation": "confirmed",
}  # fmt: skip


def full_row(sheet):
    """Return a row that says something in every column."""
    row = {}
    for column in columns_of(sheet):
        if isinstance(column.kind, cells.Choice):
            typed = column.kind.keys[-1]
        else:
            typed = next(text for kind, text in TYPED.items() if isinstance(column.kind, kind))
        row[column.name] = SAID.get(column.name, typed)
    return row


def of(sheet, name, value):
    (row,) = [row for row in exported()[sheet] if row[name] == value]
    return {**row, "id": ""}


@pytest.mark.parametrize("secret", ["no", "yes"])
def test_a_row_that_says_something_in_every_column_comes_out_as_it_went_in(secret, moderator):
    organisation = {**full_row("organisations"), "keep_place_secret": secret}
    membership = full_row("memberships")
    book = writing.xlsx({"organisations": [organisation], "memberships": [membership]})
    plan = dry_run(book, moderator, "a.xlsx")
    assert not plan.errors and not plan.doubts

    import_file(book, moderator, "a.xlsx")

    hidden = (
        {column.name for column in columns_of("organisations") if column.is_secret} if secret == "yes" else ()
    )
    assert len(hidden) == (4 if secret == "yes" else 0)
    assert of("organisations", "slug_sr", "iz-maste") == {
        name: "[secret]" if name in hidden else text for name, text in organisation.items()
    }
    assert of("memberships", "organisation", "iz-maste") == membership


def test_each_column_can_be_emptied_again_but_for_those_that_are_needed(moderator):
    import_file(
        writing.xlsx({"organisations": [full_row("organisations")], "memberships": []}), moderator, "a.xlsx"
    )
    row = of("organisations", "slug_sr", "iz-maste")
    kept = {"slug_sr", "slug_en", "name_sr", "published"}
    pk = Organisation.objects.get(slug_sr_latn="iz-maste").pk
    empty = {name: text if name in kept else "" for name, text in row.items()}
    import_file(csv_of({**empty, "id": pk}), moderator, "a.csv")

    left = {name: text for name, text in of("organisations", "slug_sr", "iz-maste").items() if text}
    assert {name: left.pop(name) for name in kept} == {name: row[name] for name in kept}
    # What a choice means, and yes or no, is never nothing.
    assert set(left) <= {
        column.name for column in columns_of("organisations")
        if isinstance(column.kind, cells.Choice | cells.Boolean) or column.name == "country"
    }  # fmt: skip


# In which order, and of which network


def test_rows_come_out_in_the_order_of_the_alphabet_of_networks_and_of_each_list():
    rows = exported()
    order = Organisation.objects.order_by("sort_key_sr_latn", "pk").values_list("pk", flat=True)
    assert [row["id"] for row in rows["organisations"]] == [str(pk) for pk in order]
    listed = Membership.objects.filter(network__live=True).order_by("network__path", "sort_order")
    assert [row["id"] for row in rows["memberships"]] == [str(membership.pk) for membership in listed]


def test_phones_and_fields_of_work_come_out_in_their_own_order():
    thing = Organisation.objects.get(slug_sr_latn="grupa-484")
    PublicPhone.objects.filter(organisation=thing).delete()
    for number, place in (("112", 2), ("113", 0), ("114", 1)):
        PublicPhone.objects.create(organisation=thing, number=number, sort_order=place)
    row = of("organisations", "slug_sr", "grupa-484")

    assert row["phones"] == "113\n114\n112"
    assert row["fields_of_work"].split(", ") == sorted(row["fields_of_work"].split(", "))


def test_of_two_networks_with_one_address_the_published_one_is_meant(moderator):
    ban = NetworkPage.objects.get(slug="ban")
    index = NetworkIndexPage.objects.first()
    elsewhere = index.add_sibling(
        instance=NetworkIndexPage(title="Druge", slug="druge", lead_sr_latn="Druge.")
    )
    draft = make_network(elsewhere, slug="ban", slug_en="ban-2", live=False)
    assert draft.path > ban.path

    plan = dry_run(zip_of(memberships=[{"network": "ban", "organisation": "grupa-484"}]), moderator)

    assert not plan.errors and str(ban.title) in plan.rows[0].name
    assert (
        len([row for row in exported()["memberships"] if row["network"] == "ban"]) == ban.memberships.count()
    )


def test_a_draft_network_is_in_no_file():
    NetworkPage.objects.filter(slug="ban").update(live=False)

    assert not [row for row in exported()["memberships"] if row["network"] == "ban"]


# What the third sheet says


def test_each_column_is_explained_by_what_may_stand_there():
    sheet = openpyxl.load_workbook(io.BytesIO(writing.xlsx(exported())))["columns"]
    rows = {(row[0], row[1]): row[2:6] for row in sheet.iter_rows(values_only=True)}

    assert rows["organisations", "name_en"][:2] == ("naziv (engleski)", "name (English)")
    assert rows["organisations", "name_sr"][:2] == ("naziv (srpski)", "name (Serbian)")
    assert rows["organisations", "acronym"][1] == "acronym"
    explained = {name: rows[name][3] for name in rows}
    assert explained["organisations", "name_sr"] == "Serbian is required."
    assert explained["organisations", "published"] == "Only for reading: a change here is not taken over."
    assert explained["organisations", "verified_on"] == "A day: 2026-11-24."
    assert explained["organisations", "former_names"] == "One a line."
    assert explained["organisations", "latitude"] == "Degrees with a point: 44.8125."
    assert explained["organisations", "keep_place_secret"]
    assert explained["memberships", "confirmation"] == "confirmed, unconfirmed"
    assert explained["memberships", "id"] == "Do not change it. Leave it empty in a new row."
    assert rows["memberships", "network"][2].startswith("Poslednji deo")
    widths = {letter: sheet.column_dimensions[letter].width for letter in "ABCDEF"}
    assert widths == {"A": 16, "B": 24, "C": 28, "D": 28, "E": 60, "F": 60}
