"""Reads the rows of one sheet: the value of each cell, and what is to be said of it."""

from typing import Any

from django.utils.translation import gettext as _

from networks.spreadsheets.cells import CellError, Marker, one_line_ends
from networks.spreadsheets.columns import Column, by_name
from networks.spreadsheets.kinds import FieldsOfWork, RichText, is_rich_text_kept
from networks.spreadsheets.lost_letters import has_lost_letters
from networks.spreadsheets.plan import Plan, Remark
from networks.spreadsheets.reading import Cell, Sheet
from networks.spreadsheets.snapshot import Row, Snapshot


class SheetReader:
    """Turns the cells of a sheet into values, and notes what cannot be used."""

    def __init__(self, plan: Plan, sheet: Sheet, snapshot: Snapshot) -> None:
        self.plan = plan
        self.sheet = sheet
        self.columns = by_name(sheet.name)
        self.fields_of_work = FieldsOfWork(frozenset(snapshot.fields_of_work))
        self._note_columns()

    def _note_columns(self) -> None:
        for name, letter in self.sheet.letters.items():
            if name not in self.columns:
                message = _("There is no column “%(name)s”; it is not read.") % {"name": name}
                self.plan.doubts.append(Remark(message, self.sheet.name, 1, name, f"{letter}1"))
        missing = [name for name in self.columns if name not in self.sheet.letters]
        if missing:
            self.plan.notes.append(
                _("%(sheet)s: these columns are not in the file, so what they hold stays: %(names)s.")
                % {"sheet": self.sheet.name, "names": ", ".join(missing)}
            )

    def error(self, row: int, message: Any, column: str = "") -> None:
        """Note what must be put right."""
        self.plan.errors.append(self._remark(row, message, column))

    def doubt(self, row: int, message: Any, column: str = "") -> None:
        """Note what must be looked at."""
        self.plan.doubts.append(self._remark(row, message, column))

    def _remark(self, row: int, message: Any, column: str) -> Remark:
        letter = self.sheet.letters.get(column, column[1:] if column.startswith("?") else "")
        return Remark(str(message), self.sheet.name, row, column, f"{letter}{row}" if letter else "")

    def values(self, number: int, cells: dict[str, Cell], before: Row | None) -> Row:
        """Return what the row says, column by column; where it says nothing, what is there now."""
        values: Row = {}
        for name, cell in cells.items():
            column = self.columns.get(name)
            if cell.error:
                self.error(number, cell.error, name)
            if cell.doubt:
                self.doubt(number, cell.doubt, name)
            if column is None or cell.error:
                continue
            try:
                values[name] = self._value(number, column, cell.text, before)
            except CellError as error:
                self.error(number, error, name)
            else:
                self._look_for_lost_letters(number, name, values[name], before)
        return values

    def _look_for_lost_letters(self, number: int, name: str, value: str, before: Row | None) -> None:
        if value != (before or {}).get(name, "") and has_lost_letters(value):
            message = _(
                "“?” stands in place of letters, which were lost when the file was saved: “%(text)s”."
            )
            self.doubt(number, message % {"text": value[:60]}, name)

    def _value(self, number: int, column: Column, text: str, before: Row | None) -> str:
        if isinstance(text, Marker):
            if before is None:
                raise CellError(
                    _("“%(marker)s” stands for what is there, and here nothing is.") % {"marker": text}
                )
            return before.get(column.name, "")
        if before is not None and one_line_ends(text) == one_line_ends(before.get(column.name, "")):
            return before.get(column.name, "")
        if column.is_read_only:
            if before is not None and text.strip():
                self.doubt(
                    number, _("This column is only for reading; the change is not taken over."), column.name
                )
            return (before or {}).get(column.name, "")
        kind = self.fields_of_work if column.name == "fields_of_work" else column.kind
        if isinstance(kind, RichText) and not is_rich_text_kept(text):
            self.doubt(number, _("Formatting that the site does not have was taken out."), column.name)
        return kind.parse(text)


def text_of(cells: dict[str, Cell], column: str) -> str:
    """Return what stands in `column`, or nothing where the file does not have it."""
    return cells[column].text.strip() if column in cells else ""


def number_in(text: str) -> int | None:
    """Return the number of the database that `text` is; None if it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
