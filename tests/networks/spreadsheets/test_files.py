"""A file that is damaged, too large or hostile is refused with a reason, and never by a crash."""

import io
import zipfile

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from networks.spreadsheets import reading
from networks.spreadsheets.reading import FileError, read
from tests.networks.spreadsheets.files import csv_of, workbook

SHEET = "xl/worksheets/sheet1.xml"
HEADER = b't="inlineStr"><is><t>name_sr</t></is>'


def changed(content, name, change):
    """Return an archive in which the file `name` is what `change` makes of it."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for entry in before.namelist():
            data = before.read(entry)
            after.writestr(entry, change(data) if entry == name else data)
    return output.getvalue()


def zipped(**members):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return output.getvalue()


GOOD = workbook([["id", "name_sr"], ["", "Dobra"]])


def test_a_workbook_is_read_by_the_names_of_its_columns():
    sheet = read(GOOD, "a.xlsx").sheets["organisations"]
    assert sheet.letters == {"id": "A", "name_sr": "B"}
    assert [(number, row["name_sr"].text) for number, row in sheet.rows] == [(2, "Dobra")]


DAMAGED = "is damaged or is not what its name says"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "a.xlsx", "is empty"),
        (b"nije zip", "a.xlsx", DAMAGED),
        (b"PK\x03\x04krnj", "a.zip", DAMAGED),
        (GOOD[: len(GOOD) // 2], "a.xlsx", DAMAGED),
        (GOOD, "a.exe", "Only files that end in"),
        (GOOD, "a.csv", "is not text in UTF-8"),
        (b"x" * (reading.LARGEST_FILE + 1), "a.csv", "larger than 5 MB"),
        (zipped(citaj_me__txt="nema tabele"), "a.zip", "neither a sheet"),
        (workbook([["id", "name_sr"]], "Sheet1"), "a.xlsx", "neither a sheet"),
        (workbook([[None, None], ["x", "y"]]), "a.xlsx", "has no names of columns"),
        (workbook([["name_sr", "name_sr"]]), "a.xlsx", "twice"),
        (b'name_sr\n"bez kraja\n', "a.csv", "a quotation mark is missing"),
        (
            zipped(a__csv=csv_of({"name_sr": "a"}), b__csv=csv_of({"name_sr": "b"})),
            "a.zip",
            "the same columns",
        ),
        (changed(GOOD, SHEET, lambda xml: xml[:-40]), "a.xlsx", DAMAGED),
        (changed(GOOD, "xl/workbook.xml", lambda xml: b"<workbook/>"), "a.xlsx", "neither a sheet"),
        (changed(GOOD, SHEET, lambda xml: xml.replace(HEADER, b't="s"><v>99999</v>')), "a.xlsx", DAMAGED),
    ],
)
def test_what_cannot_be_read_is_refused_for_what_is_wrong_with_it(content, name, told):
    with translation.override("en"), pytest.raises(FileError, match=told):
        read(content, name)


def test_a_file_may_be_as_large_as_it_is_allowed_to(monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_FILE", len(GOOD))
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    assert read(GOOD, "a.xlsx").sheets


def test_a_zip_bomb_is_refused_before_it_fills_the_memory():
    bomb = zipped(organisations__csv=b"0" * (reading.LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000
    with pytest.raises(FileError, match="prevelik|too large"):
        read(bomb, "a.zip")


def test_an_archive_of_very_many_files_is_refused():
    with pytest.raises(FileError):
        read(zipped(**{f"a{number}__csv": "x" for number in range(200)}), "a.zip")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_refused(encoding):
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "xxxxxxxxxx">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
    ).encode(encoding)
    with pytest.raises(FileError):
        read(changed(GOOD, SHEET, lambda xml: bomb), "a.xlsx")


def test_a_sheet_that_claims_to_be_endless_is_read_as_large_as_it_is():
    assert HEADER in zipfile.ZipFile(io.BytesIO(GOOD)).read(SHEET)
    huge = changed(GOOD, SHEET, lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'))
    assert len(read(huge, "a.xlsx").sheets["organisations"].rows) == 1


def test_more_than_twenty_thousand_rows_are_refused():
    lines = b"name_sr\n" + b"Ista\n" * (reading.MOST_ROWS + 1)
    with pytest.raises(FileError, match="20000"):
        read(lines, "a.csv")


def test_more_columns_than_a_person_can_want_are_refused():
    with pytest.raises(FileError):
        read(workbook([["name_sr"], ["x"] * 500]), "a.xlsx")


def test_formulas_and_errors_are_named_cell_by_cell():
    book = workbook([["name_sr", "city_sr"], ["=1+1", "Niš"], ["#REF!", "=HYPERLINK(A1)"]])
    rows = read(book, "a.xlsx").sheets["organisations"].rows
    assert [[bool(cell.error) for cell in row.values()] for _number, row in rows] == [
        [True, False],
        [True, True],
    ]


@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd", "\t=1", "＝1+1"])
def test_text_of_a_csv_file_that_begins_like_a_formula_is_refused(text):
    rows = read(csv_of({"name_sr": text}), "a.csv").sheets["organisations"].rows
    assert rows[0][1]["name_sr"].error


@pytest.mark.parametrize("text", ["+381 11 123-456", "-0.5", "+381 (11) 1 | SOS | | |", "'=1", "- "])
def test_phones_and_numbers_may_begin_with_a_sign(text):
    rows = read(csv_of({"name_sr": text, "id": "1"}), "a.csv").sheets["organisations"].rows
    assert not rows[0][1]["name_sr"].error


def test_numbers_dates_and_booleans_of_a_workbook_become_text():
    import datetime

    book = workbook([["a", "b", "c", "d"], [2013.0, datetime.datetime(2019, 7, 23), True, 44.5]])
    ((_number, row),) = read(book, "a.xlsx").sheets["organisations"].rows
    assert [cell.text for cell in row.values()] == ["2013", "2019-07-23", "yes", "44.5"]


def test_a_date_that_excel_may_have_made_of_a_month_is_a_doubt():
    import datetime

    ((_number, row),) = (
        read(workbook([["founded"], [datetime.date(2013, 5, 1)]]), "a.xlsx").sheets["organisations"].rows
    )
    assert row["founded"].doubt


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_csv_is_read_as_excel_and_others_write_it(delimiter, encoding):
    text = f"name_sr{delimiter}city_sr\r\n„Žene”{delimiter}Niš\r\n"
    content = read(text.encode(encoding), "a.csv")
    ((_number, row),) = content.sheets["organisations"].rows
    assert (row["name_sr"].text, row["city_sr"].text) == ("„Žene”", "Niš")
    assert bool(content.doubts) == (encoding == "cp1250")


def test_what_is_not_read_is_told():
    book = openpyxl.Workbook()
    book.active.title = "organisations"
    book.active.append(["name_sr"])
    book.active.append(["A", "bez zaglavlja"])
    book.create_sheet("moje beleške")
    output = io.BytesIO()
    book.save(output)
    content = read(output.getvalue(), "a.xlsx")
    assert "moje beleške" in content.doubts[0]
    ((_number, row),) = content.sheets["organisations"].rows
    assert row["?B"].error


@given(st.binary(max_size=300), st.integers(0, len(GOOD) - 1), st.sampled_from(["a.xlsx", "a.zip", "a.csv"]))
def test_any_damage_is_a_reason_and_never_a_crash(noise, place, name):
    for content in (noise, GOOD[:place] + noise[:20] + GOOD[place + 20 :]):
        try:
            read(content, name)
        except FileError as error:
            assert str(error)
