"""What the screen of a dry run shows of many rows, and how an export writes what is hard to write."""

import io
import json
import zlib

import openpyxl
import pytest
from django.utils import translation

from networks.models import Organisation
from networks.spreadsheets import shown_plan, writing
from networks.spreadsheets.cells import LONGEST_CELL, TOO_LONG
from networks.spreadsheets.columns import columns_of
from networks.spreadsheets.plan import Action
from networks.spreadsheets.shown_plan import ShownPlan, packed
from tests.networks.spreadsheets.files import csv_of, exported, import_file
from tests.networks.spreadsheets.test_what_a_row_means import of_csv
from tests.networks.spreadsheets.test_what_a_row_means import two as two

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_the_screen_shows_the_first_rows_and_counts_the_rest(two, moderator, monkeypatch):
    monkeypatch.setattr(shown_plan, "MOST_ROWS", 1)
    vila, zmaj = two
    plan = of_csv(
        moderator,
        {"id": vila.pk, "acronym": "V", "ended": "", "name_sr": ""},
        {"id": zmaj.pk, "acronym": "Z", "ended": "2020", "name_sr": zmaj.name_sr_latn},
        {"id": "", "acronym": "", "ended": "", "name_sr": "Sasvim novo ime"},
        {"id": "", "acronym": "", "ended": "", "name_sr": "Pčelinjak pod lipom"},
    )
    shown = ShownPlan(packed(plan))

    assert {name: (len(group.rows), group.total, group.left_out) for name, group in shown.groups.items()} == {
        "created": (1, 2, 1), "changed": (1, 1, 0), "ended": (1, 1, 0), "unchanged": (0, 0, 0),
    }  # fmt: skip
    assert shown.errors == [["organisations, cell D2 (name_sr)", "The Serbian name is missing."]]
    assert (shown.has_work, shown.can_be_imported, shown.is_draft) == (True, False, False)
    (row,) = shown.groups["ended"].rows
    assert (row["sheet"], row["number"], row["name"]) == ("organisations", 3, "Rečni zmaj")
    assert row["changes"] == [
        {"label": "acronym", "column": "acronym", "before": "", "after": "Z"},
        {"label": "ended", "column": "ended", "before": "", "after": "2020"},
    ]
    assert json.loads(zlib.decompress(packed(plan)))["has_work"]


def test_rows_that_say_what_is_there_are_counted_and_no_work(two, moderator):
    vila, _zmaj = two
    plan = of_csv(moderator, {"id": vila.pk, "name_sr": vila.name_sr_latn})
    shown = ShownPlan(packed(plan))

    assert [row.action for row in plan.rows] == [Action.NOTHING] and not plan.can_be_imported
    assert (shown.groups["unchanged"].rows, shown.groups["unchanged"].total) == ([], 1)
    assert not shown.has_work and not shown.can_be_imported


# In a file

# With what is only for reading behind a *, and what is left out of a secret place behind a !.
COLUMNS = {
    "organisations": (
        "id slug_sr slug_en name_sr name_en acronym legal_name original_name original_language former_names "
        "city_sr! city_en! country latitude! longitude! coordinates_precision keep_place_secret "
        "website website_confidence website_source_url website_as_of website_checked_on "
        "email email_confidence email_source_url email_as_of email_checked_on phones fields_of_work "
        "about_sr about_en founded ended activity activity_as_of activity_source_url source_name_sr "
        "source_name_en source_url source_as_of verified_on verify_by internal_note published*"
    ),
    "memberships": (
        "id network organisation organisation_name* kind since until no_longer_belongs confirmation as_of "
        "note_sr note_en source_name_sr source_name_en source_url"
    ),
}


@pytest.mark.parametrize(("sheet", "names"), COLUMNS.items())
def test_columns_are_called_as_in_the_files_of_last_year(sheet, names):
    marks = {"*": "is_read_only", "!": "is_secret"}
    told = [
        column.name + "".join(mark for mark, field in marks.items() if getattr(column, field))
        for column in columns_of(sheet)
    ]
    assert " ".join(told) == names


def test_a_workbook_keeps_numbers_as_numbers_texts_as_texts_and_breaks_lines(two):
    vila, _zmaj = two
    Organisation.objects.filter(pk=vila.pk).update(
        latitude=44.5, longitude=20, founded="2013-05", former_names="a\nb", acronym="x_x0041_\x0b"
    )
    book = openpyxl.load_workbook(io.BytesIO(writing.xlsx(exported())))
    sheet = book["organisations"]
    head = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[head.index("slug_sr")].value == "vila")
    cells = dict(zip(head, row, strict=True))

    assert (cells["latitude"].value, cells["latitude"].data_type) == (44.5, "n")
    assert (cells["founded"].value, cells["founded"].number_format) == ("2013-05", "@")
    assert cells["former_names"].alignment.wrap_text and not cells["founded"].alignment.wrap_text
    assert cells["acronym"].value.endswith("_x000B_") and cells["ended"].value is None
    assert sheet.freeze_panes == "B2" and all(cell.font.b for cell in sheet[1])
    widths = {
        name: sheet.column_dimensions[cells[name].column_letter].width for name in ("name_sr", "country")
    }
    assert widths == {"name_sr": 40, "country": 16}


def test_a_text_that_no_cell_can_hold_is_kept_by_its_mark(two, moderator):
    vila, _zmaj = two
    for length, text in ((LONGEST_CELL, "n" * LONGEST_CELL), (LONGEST_CELL + 1, TOO_LONG)):
        Organisation.objects.filter(pk=vila.pk).update(internal_note="n" * length)
        (row,) = [row for row in exported()["organisations"] if row["slug_sr"] == "vila"]
        head, line = writing.csv_file("organisations", [row]).decode("utf-8-sig").splitlines()
        cell = line.split(";")[head.split(";").index("internal_note")]
        assert cell == text
    import_file(csv_of({"id": vila.pk, "internal_note": TOO_LONG, "acronym": "V"}), moderator, "a.csv")
    vila.refresh_from_db()
    assert (vila.acronym, len(vila.internal_note)) == ("V", LONGEST_CELL + 1)
