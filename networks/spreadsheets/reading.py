"""An uploaded file as rows of text. What is damaged, too large or hostile is refused with a reason."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError  # nosec B405 - openpyxl raises it

from django.utils.translation import gettext as _

from astra_site.exports import looks_like_formula
from networks.spreadsheets.cells import LONGEST_CELL, MARKERS, Marker, from_cell
from networks.spreadsheets.columns import EXPLANATIONS, MEMBERSHIPS, ORGANISATIONS, SHEETS

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_FILES_IN_ZIP = 100
MOST_ROWS = 20_000
MOST_COLUMNS = 100
# openpyxl trusts what it reads, so a file put together by hand fails in many ways.
_BROKEN = (zipfile.BadZipFile, LookupError, OSError, AttributeError, TypeError, ValueError, ArithmeticError)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_HARMLESS_SIGN = re.compile(r"[+\-−][\d\s()/.,-]*( \|.*)?", re.DOTALL)


class FileError(ValueError):
    """The file as a whole cannot be used; says why, for a person."""


@dataclass
class Cell:
    """The text of a cell, and what is to be said of it before anybody looks at its meaning."""

    text: str
    error: str = ""
    doubt: str = ""


@dataclass
class Sheet:
    """One table: its header with the letters of the columns, and its rows by their numbers."""

    name: str
    letters: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[int, dict[str, Cell]]] = field(default_factory=list)


@dataclass
class FileContent:
    """What a file holds, and what in it was not read."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)


def read(content: bytes, name: str) -> FileContent:
    """Return what the file `name` holds.

    Raises:
        FileError: it cannot be used.
    """
    if look_at(content, name) == "csv":
        found = FileContent()
        _add_csv(found, content, name)
        return found
    members = _unpack(content)
    found = _read_workbook(content) if "xl/workbook.xml" in members else _read_zip(members)
    if not found.sheets:
        raise FileError(
            _("The file has neither a sheet “%(first)s” nor a sheet “%(second)s”.")
            % {"first": ORGANISATIONS, "second": MEMBERSHIPS}
        )
    return found


def look_at(content: bytes, name: str) -> str:
    """Return the ending of a file whose name and size are those of one that can be read.

    Raises:
        FileError: it cannot be used.
    """
    if len(content) > LARGEST_FILE:
        raise FileError(_("The file is larger than 5 MB."))
    if not content:
        raise FileError(_("The file is empty."))
    ending = name.lower().rpartition(".")[2]
    if ending not in {"csv", "xlsx", "zip"}:
        raise FileError(_("Only files that end in .xlsx, .zip or .csv can be imported."))
    return ending


# Archives


def _unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of an archive, never more than fits into memory with ease."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES_IN_ZIP:
                raise FileError(_("There are too many files in the archive."))
            members, left = {}, LARGEST_UNPACKED
            for entry in entries:
                # What the archive says of its sizes may be untrue, so the bytes are counted.
                with archive.open(entry) as packed:
                    members[entry.filename] = packed.read(left + 1)
                left -= len(members[entry.filename])
                if left < 0:
                    raise FileError(_("Unpacked, the file is too large."))
    except FileError:
        raise
    except Exception as error:  # zipfile lets many kinds of errors through
        raise FileError(_("The file is damaged or is not what its name says.")) from error
    for part in members.values():
        plain = part.replace(b"\x00", b"")
        if plain.lstrip()[:5] in {b"<?xml", b"\xef\xbb\xbf<?"} and b"<!" in plain[:4096].replace(
            b"<!--", b""
        ):
            raise FileError(_("The file holds definitions that no spreadsheet needs."))
    return members


def _read_zip(members: dict[str, bytes]) -> FileContent:
    found = FileContent()
    for name, content in members.items():
        base = name.rpartition("/")[2]
        if base.lower().endswith(".csv") and not base.startswith("."):
            _add_csv(found, content, base)
        else:
            found.doubts.append(_("The file “%(name)s” in the archive is not read.") % {"name": name})
    return found


# Workbooks


def _read_workbook(content: bytes) -> FileContent:
    # 5 MB that a worker needs only for whoever brings a file.
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    found = FileContent()
    try:
        workbook = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        for sheet in workbook:
            if sheet.title in SHEETS:
                sheet.reset_dimensions()
                found.sheets[sheet.title] = _sheet(sheet.title, _workbook_rows(sheet))
            elif sheet.title != EXPLANATIONS:
                found.doubts.append(_("The sheet “%(name)s” is not read.") % {"name": sheet.title})
    except FileError:
        raise
    except (InvalidFileException, ParseError, *_BROKEN) as error:
        raise FileError(_("The file is damaged or is not what its name says.")) from error
    return found


def _workbook_rows(sheet: Any) -> Iterator[list[Cell]]:
    for row in sheet.iter_rows():
        if len(row) > MOST_COLUMNS and any(cell.value is not None for cell in row[MOST_COLUMNS:]):
            raise FileError(
                _("The sheet “%(name)s” has more than %(number)s columns.")
                % {"name": sheet.title, "number": MOST_COLUMNS}
            )
        yield [_workbook_cell(cell) for cell in row[:MOST_COLUMNS]]


def _workbook_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "f":
        return Cell(str(value), error=_("A formula stands here. Put its value in its place."))
    if cell.data_type == "e":
        return Cell(str(value), error=_("The spreadsheet shows an error here."))
    if isinstance(value, bool):
        return Cell("yes" if value else "no")
    if isinstance(value, float | int):
        return Cell(str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _date_cell(value)
    return _text(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)), is_text=True)


def _date_cell(value: datetime.date | datetime.time) -> Cell:
    text = value.isoformat().removesuffix("T00:00:00")
    if isinstance(value, datetime.date) and value.day == 1:
        return Cell(text, doubt=_("The spreadsheet has made a day of it. Is only the month or year known?"))
    return Cell(text)


# CSV


def _add_csv(found: FileContent, content: bytes, name: str) -> None:
    text, doubt = _decode(content)
    if doubt:
        found.doubts.append(f"{name}: {doubt}")
    if text.startswith("sep="):
        text = text.partition("\n")[2]
    header = text.partition("\n")[0]
    delimiter = max(";,\t", key=header.count)
    names = {part.strip().strip('"') for part in header.split(delimiter)}
    title = MEMBERSHIPS if "network" in names else ORGANISATIONS
    if title in found.sheets:
        raise FileError(_("The archive has two files with the same columns."))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        found.sheets[title] = _sheet(title, ([_text(cell) for cell in row[:MOST_COLUMNS]] for row in rows))
    except csv.Error as error:
        raise FileError(
            _("%(name)s cannot be read from line %(line)s on: a quotation mark is missing or too many.")
            % {"name": name, "line": rows.line_num}
        ) from error


def _decode(content: bytes) -> tuple[str, str]:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        try:
            text = content.decode("cp1250")
        except UnicodeDecodeError:
            raise FileError(_("The file is not text in UTF-8. Save it as “CSV UTF-8”.")) from error
        return text, _(
            "The file is not in UTF-8 and was read as Windows-1250. Check the letters č, ć, š, ž, đ."
        )
    if "\x00" in text:
        raise FileError(_("The file is not text in UTF-8. Save it as “CSV UTF-8”."))
    return text, ""


# Both


def _text(text: str, *, is_text: bool = False) -> Cell:
    """Return the cell of a text; `is_text` where the file says that it is no formula."""
    if len(text) > LONGEST_CELL + 1:
        return Cell("", error=_("The text is too long."))
    if text in MARKERS:
        return Cell(Marker(text))
    plain = from_cell(text)
    if "\x00" in plain:
        return Cell("", error=_("The cell holds characters that are no text."))
    if plain != text or _HARMLESS_SIGN.fullmatch(text) or not looks_like_formula(text):
        return Cell(plain)
    if is_text:
        return Cell(text, doubt=_("It starts like a formula and will be kept as text."))
    return Cell(text, error=_("It starts like a formula. If it is text, put an apostrophe (') before it."))


def _sheet(name: str, rows: Iterator[list[Cell]]) -> Sheet:
    sheet = Sheet(name)
    header = next(rows, [])
    names = [cell.text.strip() for cell in header]
    if not any(names):
        raise FileError(_("The sheet “%(name)s” has no names of columns in its first row.") % {"name": name})
    for position, column in enumerate(names):
        if column and column in sheet.letters:
            raise FileError(
                _("The sheet “%(name)s” has the column “%(column)s” twice.")
                % {"name": name, "column": column}
            )
        if column:
            sheet.letters[column] = _letter(position)
    for number, cells in enumerate(rows, start=2):
        if not any(cell.text.strip() or cell.error for cell in cells):
            continue
        sheet.rows.append((number, _named(names, cells)))
        if len(sheet.rows) > MOST_ROWS:
            raise FileError(
                _("The sheet “%(name)s” has more than %(number)s rows.") % {"name": name, "number": MOST_ROWS}
            )
    return sheet


def _named(names: list[str], cells: list[Cell]) -> dict[str, Cell]:
    row = {name: Cell("") for name in names if name}
    for position, cell in enumerate(cells):
        name = names[position] if position < len(names) else ""
        if name:
            row[name] = cell
        elif cell.text.strip():
            # Shown as a cell of a column without a name, so that it does not get lost in silence.
            letter = _letter(position)
            row[f"?{letter}"] = Cell(cell.text, error=_("The column of this cell has no name."))
    return row


def _letter(position: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(position + 1)
