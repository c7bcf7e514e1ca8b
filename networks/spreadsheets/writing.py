"""Rows as files: XLSX with three sheets, and a zip with two CSV files."""

import csv
import io
import re
import zipfile
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from networks.spreadsheets.cells import LONGEST_CELL, TOO_LONG, Marker, to_cell
from networks.spreadsheets.columns import EXPLANATIONS, SHEETS, Column, columns_of
from networks.spreadsheets.snapshot import Row

# XML cannot hold these; the format itself writes them so, and escapes what merely looks like it.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WIDE = {"name_sr", "name_en", "about_sr", "about_en", "organisation_name", "phones"}
# Excel in Serbian expects a semicolon between cells, and a BOM where the text is UTF-8.
CSV_DELIMITER = ";"


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def _cell_text(column: Column, text: str) -> str:
    safe = text if column.kind.is_number or isinstance(text, Marker) else to_cell(text)
    return TOO_LONG if len(_xml_text(safe)) > LONGEST_CELL else safe


def xlsx(rows: dict[str, list[Row]]) -> bytes:
    """Return the rows as a workbook; all cells but numbers are text and none is a formula."""
    workbook = Workbook(write_only=True)
    for name in SHEETS:
        sheet = workbook.create_sheet(name)
        sheet.freeze_panes = "B2"
        columns = columns_of(name)
        for position, column in enumerate(columns):
            letter = get_column_letter(position + 1)
            sheet.column_dimensions[letter].width = 40 if column.name in _WIDE else 16
        sheet.append([_heading(sheet, column.name) for column in columns])
        for row in rows[name]:
            sheet.append([_cell(sheet, column, row[column.name]) for column in columns])
    _explain(workbook)
    output = io.BytesIO()
    workbook.save(output)
    return output.getvalue()


def _heading(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, column: Column, text: str) -> Cell | None:
    if not text:
        return None
    if column.kind.is_number and not isinstance(text, Marker):
        return WriteOnlyCell(sheet, column.kind.to_value(text))
    return _text_cell(sheet, _xml_text(_cell_text(column, text)))


def _text_cell(sheet: Any, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, text)
    # Else what begins with "=" is a formula to openpyxl, and 2013-05 a date to Excel.
    cell.data_type = "s"
    cell.number_format = "@"
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _explain(workbook: Workbook) -> None:
    sheet = workbook.create_sheet(EXPLANATIONS)
    for letter, width in zip("ABCDEF", (16, 24, 28, 28, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    heading = ["sheet", "column", "srpski", "English", "objašnjenje", "explanation"]
    sheet.append([_heading(sheet, text) for text in heading])
    for name in SHEETS:
        for column in columns_of(name):
            texts = [_in(language, column) for language in ("sr-latn", "en")]
            (label_sr, help_sr), (label_en, help_en) = texts
            sheet.append(
                [
                    _text_cell(sheet, text)
                    for text in (name, column.name, label_sr, label_en, help_sr, help_en)
                ]
            )


def _in(language: str, column: Column) -> tuple[str, str]:
    with translation.override(language):
        label = str(column.label)
        if column.name.endswith(("_sr", "_en")):
            tongue = _("Serbian") if column.name.endswith("_sr") else _("English")
            label = f"{label} ({tongue})"
        return label, str(column.explanation)


def zipped_csv(rows: dict[str, list[Row]]) -> bytes:
    """Return the rows as a zip with a CSV file for each sheet."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in SHEETS:
            # Without a date of its own, so that the same data make the same file.
            entry = zipfile.ZipInfo(f"{name}.csv")
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, csv_file(name, rows[name]))
    return output.getvalue()


def csv_file(sheet: str, rows: list[Row]) -> bytes:
    """Return the rows of one sheet as CSV in UTF-8 with a BOM."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=CSV_DELIMITER)
    columns = columns_of(sheet)
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_cell_text(column, row[column.name]) for column in columns])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


# What writes a file of each kind, its type and the end of its name.
FORMATS = {
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": (zipped_csv, "application/zip", "zip"),
}
