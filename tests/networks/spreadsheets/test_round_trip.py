"""What is exported and imported again changes nothing and comes out the same."""

import io

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.models import NetworkPage, Organisation, PublicPhone
from networks.spreadsheets import writing
from networks.spreadsheets.cells import SECRET, CellError, Line
from networks.spreadsheets.columns import SHEETS, columns_of
from networks.spreadsheets.snapshot import Snapshot
from tests.database import examples
from tests.networks.spreadsheets.files import as_file, dry_run, exported, import_file

BOTH = pytest.mark.parametrize("kind", ["xlsx", "csv"])
pytestmark = pytest.mark.django_db
# Whatever PostgreSQL can store, with what spreadsheets find hard more often than by chance.
HARD = st.sampled_from(list("=+-@'\"\t\r\n;,|\\_„”čćšžđЖ \u00a0\u2028\x0b"))
NAME = st.text(
    HARD | st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=30
)


@BOTH
def test_the_starter_content_goes_out_and_in_without_a_change(kind, moderator):
    content, name = as_file(exported(), kind)
    plan = dry_run(content, moderator, name)
    assert len(plan.unchanged) == len(plan.rows) > 200
    assert not plan.errors and not plan.doubts and not plan.notes


@BOTH
@given(name=NAME, note=NAME, label=NAME)
@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_the_texts_are_an_export_imports_as_unchanged(kind, name, note, label, moderator):
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    Organisation.objects.filter(pk=organisation.pk).update(
        name_sr_latn=name, internal_note=note, former_names=note, city_en=label, about_sr_latn=note
    )
    PublicPhone.objects.filter(organisation=organisation).update(label_sr_latn=label)
    rows = [row for row in exported()["organisations"] if row["id"] == str(organisation.pk)]
    content, file_name = as_file({"organisations": rows, "memberships": []}, kind)
    plan = dry_run(content, moderator, file_name)
    assert not plan.errors and not plan.doubts
    assert len(plan.unchanged) == 1


@given(name=NAME.filter(lambda text: text.strip()))
@settings(
    max_examples=examples(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_new_organisation_comes_out_as_it_went_in(name, moderator):
    try:
        expected = Line().parse(name)
    except CellError:
        return
    row = {column.name: "" for column in columns_of("organisations")}
    row |= {
        "name_sr": name,
        "slug_sr": "sasvim-nova",
        "city_sr": "Izmišljeni Grad",
        "keep_place_secret": "no",
    }
    content = writing.xlsx({"organisations": [row], "memberships": []})
    with transaction.atomic():
        plan = dry_run(content, moderator, "a.xlsx")
        if not plan.errors and expected:
            import_file(content, moderator, "a.xlsx")
            assert Organisation.objects.get(slug_sr_latn="sasvim-nova").name_sr_latn == expected
            content, file_name = as_file(exported(), "xlsx")
            assert not dry_run(content, moderator, file_name).has_work
        transaction.set_rollback(True)


def test_the_same_data_make_the_same_csv_files():
    assert writing.zipped_csv(exported()) == writing.zipped_csv(exported())


def test_no_cell_of_a_workbook_is_a_formula():
    Organisation.objects.filter(slug_sr_latn="astra").update(
        name_sr_latn='=HYPERLINK("http://zlo.example")',
        acronym="@SUM(A1)",
        legal_name="+1",
        former_names="-1\t2",
    )
    book = openpyxl.load_workbook(io.BytesIO(writing.xlsx(exported())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@\t\r"]


def test_a_secret_place_is_not_in_the_file_and_survives_the_import(moderator):
    Organisation.objects.filter(slug_sr_latn="astra").update(
        do_not_publish_location=True, city_sr_latn="Tajna"
    )
    rows = exported()
    row = next(organisation for organisation in rows["organisations"] if organisation["slug_sr"] == "astra")
    assert row["city_sr"] == row["latitude"] == SECRET
    row["acronym"] = "A"
    for kind in ("xlsx", "csv"):
        content, name = as_file(rows, kind)
        plan = dry_run(content, moderator, name)
        assert [change.column.name for row in plan.changed for change in row.changes] == ["acronym"]
    import_file(content, moderator, name)
    organisation = Organisation.objects.get(slug_sr_latn="astra")
    assert (organisation.city_sr_latn, organisation.acronym) == ("Tajna", "A")
    assert organisation.latitude


def test_the_third_sheet_explains_every_column_in_both_languages():
    sheet = openpyxl.load_workbook(io.BytesIO(writing.xlsx(exported())))["columns"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][2:4] == ("srpski", "English")
    assert len(rows) == 1 + sum(len(columns_of(name)) for name in SHEETS)
    assert all(row[2] and row[3] for row in rows)


def test_reading_the_database_takes_a_fixed_number_of_queries(django_assert_max_num_queries):
    assert NetworkPage.objects.count() > 5
    with django_assert_max_num_queries(7):
        Snapshot.take()
