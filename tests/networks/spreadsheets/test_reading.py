"""What is read from a file that can be used: the text of each cell, and where a limit begins to hold."""

import datetime
import io
import zipfile

import openpyxl
import pytest
from django.utils import translation

from networks.spreadsheets import reading
from networks.spreadsheets.cells import LONGEST_CELL, SECRET, Marker
from networks.spreadsheets.columns import EXPLANATIONS
from networks.spreadsheets.reading import FileError, read
from tests.networks.spreadsheets.files import workbook
from tests.networks.spreadsheets.test_files import SHEET, changed


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def zipped(members):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return output.getvalue()


def rows_of(content, name="a.csv", sheet="organisations"):
    """Return the rows with their numbers, each cell as its text, and what is said of it in brackets."""
    return [
        (number, {column: told(cell) for column, cell in row.items()})
        for number, row in read(content, name).sheets[sheet].rows
    ]


def told(cell):
    return f"{cell.text} [{cell.error or cell.doubt}]" if cell.error or cell.doubt else cell.text


def value_of(value):
    """Return what a workbook with one value is read as."""
    ((_number, row),) = rows_of(workbook([["a", "b"], [value, "x"]]), "a.xlsx")
    return row["a"]


MADE_A_DAY = "The spreadsheet has made a day of it. Is only the month or year known?"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, "no"),
        (-3, "-3"),
        (44.8125, "44.8125"),
        (999_999_999_999_999.0, "999999999999999"),
        (datetime.datetime(2019, 7, 23, 8, 5), "2019-07-23T08:05:00"),
        (datetime.date(2019, 7, 1), f"2019-07-01 [{MADE_A_DAY}]"),
        (datetime.time(0, 0, 0), "00:00:00"),
        ("a_x0042_c", "aBc"),
        ("a_x00_c", "a_x00_c"),
        ("'=1", "=1"),
        ("[secret]", "[secret]"),
        ("-2+3+cmd", "-2+3+cmd [It starts like a formula and will be kept as text.]"),
        ("+381 11 123 | SOS", "+381 11 123 | SOS"),
        ("a_x0000_b", " [The cell holds characters that are no text.]"),
        ("=1+1", "=1+1 [A formula stands here. Put its value in its place.]"),
        ("#REF!", "#REF! [The spreadsheet shows an error here.]"),
    ],
)
def test_a_value_of_a_workbook_is_read_as_this_text(value, text):
    assert value_of(value) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("2013.0", "2013"),
        ("1E3", "1000"),
        ("0.5", "0.5"),
        ("1E15", "1000000000000000.0"),
        ("-1E16", "-1e+16"),
        ("7", "7"),
    ],
)
def test_a_whole_number_is_read_without_a_point_however_it_is_written(written, text):
    book = workbook([["a"], [12345]])
    changed_book = changed(
        book, SHEET, lambda xml: xml.replace(b"<v>12345</v>", f"<v>{written}</v>".encode())
    )

    assert [row["a"] for _number, row in rows_of(changed_book, "a.xlsx")] == [text]


def test_a_marker_is_told_from_a_text_that_reads_the_same():
    cells = [
        row["a"].text
        for _number, row in read(b"a\n[secret]\n'[secret]\n", "a.csv").sheets["organisations"].rows
    ]

    assert cells == [SECRET, "[secret]"]
    assert [isinstance(text, Marker) for text in cells] == [True, False]


def test_rows_keep_their_numbers_and_those_without_anything_are_passed_by():
    content = b"a,,b\n1,,2\n,,\n , ,\n3\n4,,,\n5,6,7,8\n"
    message = "The column of this cell has no name."

    assert rows_of(content) == [
        (2, {"a": "1", "b": "2"}),
        (5, {"a": "3", "b": ""}),
        (6, {"a": "4", "b": ""}),
        (7, {"a": "5", "b": "7", "?B": f"6 [{message}]", "?D": f"8 [{message}]"}),
    ]
    assert read(content, "a.csv").sheets["organisations"].letters == {"a": "A", "b": "C"}


def test_a_row_of_nothing_but_an_error_is_a_row():
    ((number, row),) = rows_of(b"a\n\n" + b"x" * (LONGEST_CELL + 2) + b"\n")

    assert (number, row) == (3, {"a": " [The text is too long.]"})


@pytest.mark.parametrize(
    ("header", "sheet"),
    [
        ("network,organisation", "memberships"),
        ('"network";organisation', "memberships"),
        ("id\tnetwork ", "memberships"),
        ("sep=;\nnetwork;organisation", "memberships"),
        ("networks,name_sr", "organisations"),
        ("name_sr", "organisations"),
    ],
)
def test_a_table_is_known_by_its_columns(header, sheet):
    assert [*read(f"{header}\nx\n".encode(), "A.CSV").sheets] == [sheet]


def test_in_an_archive_tables_are_read_wherever_they_lie_and_the_rest_is_named():
    members = {
        "folder/": "", "folder/Table.CSV": "name_sr\nA\n", "memberships.csv": "network\nban\n",
        "__MACOSX/._table.csv": "name_sr\nB\n", "read.me": "x", "old.csv.bak": "name_sr\nC\n",
    }  # fmt: skip
    found = read(zipped(members), "a.ZIP")

    assert {name: len(sheet.rows) for name, sheet in found.sheets.items()} == {
        "organisations": 1, "memberships": 1,
    }  # fmt: skip
    assert found.doubts == [
        f"The file “{name}” in the archive is not read."
        for name in ("__MACOSX/._table.csv", "read.me", "old.csv.bak")
    ]


def test_of_a_table_in_windows_letters_it_is_told_which_one_it_was():
    found = read(zipped({"a/stara.csv": "name_sr\nŽena\n".encode("cp1250")}), "a.zip")

    assert [told(row["name_sr"]) for _number, row in found.sheets["organisations"].rows] == ["Žena"]
    (doubt,) = found.doubts
    assert doubt.startswith("stara.csv: The file is not in UTF-8")


def test_explanations_are_no_table_and_no_doubt():
    book = openpyxl.Workbook()
    book.active.title = "organisations"
    book.active.append(["name_sr"])
    book.create_sheet(EXPLANATIONS).append(["name_sr"])
    output = io.BytesIO()
    book.save(output)

    found = read(output.getvalue(), "a.xlsx")

    assert ([*found.sheets], found.doubts) == (["organisations"], [])


# Limits: one less is taken.


def files(number):
    return zipped({"a.csv": "a\n1", **{f"{place}.txt": "" for place in range(number - 1)}})


def columns(number):
    return workbook([["a"] + [f"b{place}" for place in range(number - 1)], ["x"] * number])


LIMITS = {
    "files": (
        "MOST_FILES_IN_ZIP", 3, "too many files", lambda number: (files(number), "a.zip"),
    ),
    "bytes": (
        "LARGEST_UNPACKED", 30, "too large",
        lambda number: (zipped({"a.csv": "a\n" + "1" * 8, "b.txt": "1" * (number - 10)}), "a.zip"),
    ),
    "columns": ("MOST_COLUMNS", 4, "more than 4 columns", lambda number: (columns(number), "a.xlsx")),
    "rows": ("MOST_ROWS", 3, "more than 3 rows", lambda number: (b"a\n" + b"1\n" * number, "a.csv")),
    "size": ("LARGEST_FILE", 12, "larger than 5 MB", lambda number: (b"a\n" + b"1" * (number - 2), "a.csv")),
}  # fmt: skip


@pytest.mark.parametrize(("name", "most", "message", "make"), LIMITS.values(), ids=LIMITS)
def test_as_much_as_is_allowed_is_read_and_one_more_is_refused(name, most, message, make, monkeypatch):
    monkeypatch.setattr(reading, name, most)

    assert read(*make(most)).sheets["organisations"].rows
    with pytest.raises(FileError, match=message):
        read(*make(most + 1))


def test_what_lies_beyond_the_last_column_of_a_csv_file_is_not_read(monkeypatch):
    monkeypatch.setattr(reading, "MOST_COLUMNS", 2)

    assert rows_of(b"a,b,c\n1,2,3\n") == [(2, {"a": "1", "b": "2"})]
    # An empty cell too many, as programs leave them, is no column.
    assert rows_of(workbook([["a", "b", None], ["1", "2", None]]), "a.xlsx") == [(2, {"a": "1", "b": "2"})]


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0"?><!DOCTYPE a []><a/>',
        b'\xef\xbb\xbf<?xml version="1.0"?><!DOCTYPE a []><a/>',
        b' \n<?xml version="1.0"?><!ELEMENT a (b)><a/>',
    ],
)
def test_definitions_are_refused_wherever_they_stand_and_a_comment_is_none(xml):
    table = {"a.csv": "a\n1"}
    assert read(zipped({**table, "b.xml": b'<?xml version="1.0"?><!-- x --><a/>'}), "a.zip").sheets
    assert read(zipped({**table, "b.txt": b"a <! b"}), "a.zip").sheets

    with pytest.raises(FileError, match="definitions"):
        read(zipped({**table, "b.xml": xml}), "a.zip")


def test_a_text_with_zeros_in_it_is_no_table():
    with pytest.raises(FileError, match="not text in UTF-8"):
        read(b"a\n\x00\n", "a.csv")
    with pytest.raises(FileError, match="cannot be read from line 3 on"):
        read(b'a\n1\n"2\n', "a.csv")
