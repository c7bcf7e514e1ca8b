"""Of what a row speaks, and what it takes over, changes or leaves: each case beside its neighbour."""

import pytest
from django.utils import translation

from networks.models import NetworkPage, Organisation
from networks.spreadsheets.plan import InFile, Remark, Stored
from tests.factories import make_membership
from tests.networks.spreadsheets.files import csv_of, dry_run, exported, messages, zip_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
IDENTITY = {"network": "ban", "organisation": "grupa-484"}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def two(db):
    """Two organisations of our own."""
    return [
        Organisation.objects.create(
            name_sr_latn=name, name_en=english, slug_sr_latn=slug, slug_en=f"{slug}-en", country="RS"
        )
        for name, english, slug in (("Šumska vila", "Forest Fairy", "vila"), ("Rečni zmaj", "Dragon", "zmaj"))
    ]


def of_csv(person, *rows):
    return dry_run(csv_of(*rows), person, "a.csv")


def of_members(person, *rows):
    return dry_run(zip_of(memberships=[{**IDENTITY, **row} for row in rows]), person)


# Memberships without a number


@pytest.mark.parametrize(
    ("stored", "since", "found"),
    [
        ([], "", None),
        (["2010"], "", 0),
        (["2010"], "2010", 0),
        (["2010"], "2011", None),
        (["2010", "2015"], "2015", 1),
        (["2010", "2015"], "", None),
    ],
)
def test_a_membership_without_a_number_is_the_only_one_that_fits(stored, since, found, moderator):
    ban = NetworkPage.objects.get(slug="ban")
    known = [
        make_membership(ban, Organisation.objects.get(slug_sr_latn="grupa-484"), since=year, until=year)
        for year in stored
    ]

    (row,) = of_members(moderator, {"since": since, "until": since, "note_en": "n"}).rows

    assert row.identity == (InFile(2) if found is None else Stored(known[found].pk))


def test_two_rows_without_numbers_never_mean_one_membership(moderator):
    ban = NetworkPage.objects.get(slug="ban")
    known = make_membership(
        ban, Organisation.objects.get(slug_sr_latn="grupa-484"), since="2010", until="2011"
    )

    plan = of_members(moderator, {"note_en": "n", "since": ""}, {"note_en": "m", "since": "2012"})

    assert [row.identity for row in plan.rows] == [Stored(known.pk), InFile(3)]


def test_rows_that_change_nothing_are_never_in_each_others_way(moderator):
    ban = NetworkPage.objects.get(slug="ban")
    for _number in range(2):
        make_membership(ban, Organisation.objects.get(slug_sr_latn="grupa-484"))
    rows = [row for row in exported()["memberships"] if row["network"] == "ban"]
    assert not dry_run(zip_of(memberships=rows), moderator).errors

    # What stood twice before the import is told when the import touches it.
    first = next(row for row in rows if row["organisation"] == "grupa-484")
    first["note_en"] = "n"
    (error,) = dry_run(zip_of(memberships=rows), moderator).errors
    assert "twice for the same time" in error.message


@pytest.mark.parametrize(
    ("before", "row", "ends"),
    [
        ({}, {"until": "2020"}, True),
        ({}, {"no_longer_belongs": "yes"}, True),
        ({"until": "2019"}, {"until": "2020"}, False),
        ({"until": "2019"}, {"until": ""}, False),
        ({"is_former": True}, {"no_longer_belongs": "no"}, False),
        ({}, {"note_en": "n"}, False),
    ],
)
def test_a_membership_ends_when_it_has_an_end_that_it_had_not(before, row, ends, moderator):
    ban = NetworkPage.objects.get(slug="ban")
    known = make_membership(ban, Organisation.objects.get(slug_sr_latn="grupa-484"), **before)

    plan = of_members(moderator, {"id": known.pk, **row})

    assert not plan.errors and (len(plan.ended), len(plan.changed)) == ((1, 0) if ends else (0, 1))


# Addresses


def test_addresses_may_be_exchanged_or_taken_over_in_one_file(two, moderator):
    vila, zmaj = two
    exchanged = of_csv(
        moderator,
        {"id": vila.pk, "slug_sr": "zmaj", "slug_en": "zmaj-en"},
        {"id": zmaj.pk, "slug_sr": "vila", "slug_en": "vila-en"},
    )
    assert ["belong to two" in error.message for error in exchanged.errors] == [True, True]

    taken_over = of_csv(
        moderator,
        {"id": vila.pk, "slug_sr": "nova", "slug_en": "new", "name_sr": vila.name_sr_latn},
        {"id": "", "slug_sr": "treca", "slug_en": "vila-en", "name_sr": "Treće sasvim ime"},
    )
    assert not taken_over.errors
    # Only once.
    twice = of_csv(
        moderator,
        {"id": vila.pk, "slug_en": "new", "name_sr": vila.name_sr_latn},
        {"id": "", "slug_en": "new", "name_sr": "Treće sasvim ime"},
    )
    assert [(error.cell, error.message) for error in twice.errors] == [("B3", "The address “new” is taken.")]


def test_a_membership_finds_its_organisation_by_each_address_that_leads_to_one(two, moderator):
    vila, _zmaj = two
    organisations = [
        {"id": vila.pk, "slug_sr": "nova", "name_sr": vila.name_sr_latn},
        {"id": "", "slug_sr": "", "name_sr": "Treće sasvim ime"},
    ]
    for slug, expected in {
        "nova": Stored(vila.pk), "vila": Stored(vila.pk), "trece-sasvim-ime": InFile(3),
    }.items():  # fmt: skip
        (row,) = [
            row
            for row in dry_run(zip_of(organisations, [{**IDENTITY, "organisation": slug}]), moderator).rows
            if row.sheet == "memberships"
        ]
        assert row.organisation == expected, slug


@pytest.mark.parametrize("row", [{"network": "qqqqqqqq"}, {"organisation": "qqqqqqqq"}])
def test_where_nothing_is_alike_nobody_is_asked_what_was_meant(row, moderator):
    (error,) = of_members(moderator, row).errors

    assert error.message.startswith("There is no") and "Do you mean" not in error.message


# What is doubted, and what not


@pytest.mark.parametrize("column", ["name_sr", "name_en", "city_sr", "city_en", "acronym"])
def test_letters_of_two_alphabets_are_doubted_where_they_are_new(column, two, moderator):
    vila, _zmaj = two
    row = {"id": vila.pk, "name_sr": vila.name_sr_latn, column: "Nоva"}  # Cyrillic о

    doubts = [remark for remark in of_csv(moderator, row).doubts if "mixes" in remark.message]
    assert [remark.column for remark in doubts] == [column]

    fields = {"name_sr": "name_sr_latn", "city_sr": "city_sr_latn"}
    Organisation.objects.filter(pk=vila.pk).update(**{fields.get(column, column): "Nоva"})
    kept = of_csv(moderator, {**row, "legal_name": "x"})
    assert not [remark for remark in kept.doubts if "mixes" in remark.message]


@pytest.mark.parametrize(
    ("name", "is_doubted"), [("Grupa 484ASTRA", True), ("Neznano 7ASTRA", False), ("Grupa 484Neznano", False)]
)
def test_two_names_without_a_space_are_doubted_when_both_are_known(name, is_doubted, moderator):
    doubts = messages(of_csv(moderator, {"name_sr": name}).doubts)

    assert ("looks like two names without a space" in doubts) is is_doubted


def test_of_a_row_with_many_faults_each_is_told_once(moderator):
    row = {"name_sr": "=1", "founded": "x", "country": "QQ", "latitude": "x", "website": "x"}

    assert [error.cell for error in of_csv(moderator, row).errors] == ["A2", "B2", "C2", "D2", "E2"]


def test_lost_letters_are_doubted_where_they_are_new(two, moderator):
    vila, _zmaj = two
    row = {"id": vila.pk, "legal_name": "Udru?enje"}
    (doubt,) = of_csv(moderator, row).doubts
    assert doubt.message.startswith("“?” stands in place of letters") and doubt.cell == "B2"

    Organisation.objects.filter(pk=vila.pk).update(legal_name="Udru?enje")
    assert not of_csv(moderator, {**row, "acronym": "v"}).doubts


def test_a_name_is_compared_when_it_or_its_town_is_new(two, moderator):
    vila, zmaj = two
    Organisation.objects.filter(pk=zmaj.pk).update(name_sr_latn="Šumska vila", city_sr_latn="Niš")
    Organisation.objects.filter(pk=vila.pk).update(city_sr_latn="Bor")
    said = {
        column: bool([remark for remark in plan.doubts + plan.errors if remark.column == "name_sr"])
        for column, plan in {
            name: of_csv(moderator, {"id": vila.pk, "name_sr": "Šumska vila", name: value})
            for name, value in {
                "acronym": "v",
                "city_sr": "Beograd",
                "city_en": "Bor",
                "name_en": "Wood Fairy",
            }.items()
        }.items()
    }

    assert said == {"acronym": False, "city_sr": True, "city_en": False, "name_en": True}


def test_what_is_wrong_with_a_cell_is_told_once_and_by_its_cell(moderator):
    plan = of_csv(moderator, {"name_sr": "=1", "latitude": "91", "founded": "x"})

    assert [(error.cell, error.column) for error in plan.errors] == [("A2", "name_sr"), ("C2", "founded")]


def test_a_column_that_nobody_knows_is_doubted_at_its_head_and_missing_ones_are_named(moderator):
    plan = of_csv(moderator, {"name_sr": "Sasvim novo ime", "boja": "plava"})

    (doubt,) = plan.doubts
    assert (doubt.row, doubt.column, doubt.cell) == (1, "boja", "B1")
    (note,) = plan.notes
    assert note.startswith("organisations: these columns") and " acronym," in note and " name_sr," not in note


def test_what_is_only_for_reading_is_doubted_where_it_says_something_else(two, moderator):
    vila, _zmaj = two
    for published, number in (("no", 1), ("", 0), ("yes", 0)):
        plan = of_csv(moderator, {"id": vila.pk, "published": published, "acronym": "v"})
        assert len(plan.doubts) == number and [change.column.name for change in plan.rows[0].changes] == [
            "acronym"
        ]
    assert not of_csv(moderator, {"name_sr": "Sasvim novo ime", "published": "no"}).doubts


@pytest.mark.parametrize(
    ("remark", "place"),
    [
        (Remark("m"), ""),
        (Remark("m", "organisations"), "organisations"),
        (Remark("m", "organisations", 3), "organisations, row 3"),
        (Remark("m", "organisations", 3, "city_sr", "B3"), "organisations, cell B3 (city_sr)"),
    ],
)
def test_a_remark_says_where_to_look(remark, place):
    assert remark.place == place
