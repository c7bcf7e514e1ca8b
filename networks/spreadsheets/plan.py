"""What an import would do: the answer of a dry run, and all that the import itself goes by."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from networks.spreadsheets.columns import Column, columns_of
from networks.spreadsheets.snapshot import Row


@dataclass(frozen=True, order=True)
class Stored:
    """What the database has, by its number there."""

    pk: int

    def __str__(self) -> str:
        return f"{_('number')} {self.pk}"


@dataclass(frozen=True)
class InFile:
    """What so far only a row of the file says, by the row's number."""

    row: int

    def __str__(self) -> str:
        return f"{_('row')} {self.row}"


# Of what a row speaks.
type Identity = Stored | InFile


class RowRefused(Exception):
    """It is not clear of what a row speaks; says why, and in which column."""

    def __init__(self, message: str, column: str) -> None:
        super().__init__(message)
        self.column = column


class Action(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    CHANGE = "change"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Remark:
    """Something to put right, or to look at, with its place in the file."""

    message: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""

    @property
    def place(self) -> str:
        """Return the place as a person looks for it."""
        if not self.sheet:
            return ""
        if not self.row:
            return self.sheet
        where = {"sheet": self.sheet, "row": self.row, "cell": self.cell, "column": self.column}
        if self.cell:
            return _("%(sheet)s, cell %(cell)s (%(column)s)") % where
        return _("%(sheet)s, row %(row)s") % where


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    column: Column
    before: str
    after: str


@dataclass
class RowPlan:
    """What one row does."""

    sheet: str
    number: int
    identity: Identity
    action: Action
    values: Row
    changes: list[FieldChange]
    name: str = ""
    ends: bool = False
    # Of a membership: the address of its network, and its organisation.
    network: str = ""
    organisation: Identity | None = None

    @property
    def does_something(self) -> bool:
        """Tell whether the row says anything that is not there already."""
        return self.action is not Action.NOTHING

    @property
    def changed(self) -> set[str]:
        """Return the names of the columns in which something changes."""
        return {change.column.name for change in self.changes}

    @property
    def as_shown(self) -> list[Any]:
        """Return what the row does, and to what as it is now, as plain values."""
        changes = [[change.column.name, change.before, change.after] for change in self.changes]
        touched = self.values if self.does_something else {}
        what = [self.sheet, self.number, repr(self.identity), self.action, self.network]
        return [*what, repr(self.organisation), changes, touched]


@dataclass
class Plan:
    """All rows of a file, and what is to be said of them."""

    is_draft: bool
    rows: list[RowPlan] = field(default_factory=list)
    # Put right first: with any of these nothing is imported.
    errors: list[Remark] = field(default_factory=list)
    # To be looked at and confirmed.
    doubts: list[Remark] = field(default_factory=list)
    # Told, and nothing to do.
    notes: list[str] = field(default_factory=list)

    def _with(self, action: Action) -> list[RowPlan]:
        return [row for row in self.rows if row.action is action]

    @property
    def created(self) -> list[RowPlan]:
        """Return the rows that are new."""
        return self._with(Action.CREATE)

    @property
    def changed(self) -> list[RowPlan]:
        """Return the rows that change something and do not end it."""
        return [row for row in self._with(Action.CHANGE) if not row.ends]

    @property
    def ended(self) -> list[RowPlan]:
        """Return the rows by which an organisation or a membership ends."""
        return [row for row in self._with(Action.CHANGE) if row.ends]

    @property
    def unchanged(self) -> list[RowPlan]:
        """Return the rows that say what is there already."""
        return self._with(Action.NOTHING)

    @property
    def has_work(self) -> bool:
        """Tell whether an import would do anything."""
        return len(self.unchanged) < len(self.rows)

    @property
    def can_be_imported(self) -> bool:
        """Tell whether nothing stands in the way."""
        return not self.errors and self.has_work

    def fingerprint(self) -> str:
        """Return a digest of what a person has been shown: it holds while a new plan would say the same.

        Of what a row touches, all fields count; what the file does not speak of may change meanwhile.
        """
        rows = [row.as_shown for row in self.rows]
        remarks = [astuple(remark) for remark in (*self.errors, *self.doubts)]
        data = [rows, remarks, self.notes, self.is_draft]
        return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def row_plan(sheet: str, number: int, identity: Identity, before: Row | None, values: Row) -> RowPlan:
    """Return the plan of a row that says `values` of what is now as `before`, or is not there yet."""
    columns = columns_of(sheet)
    if before is None:
        said = {name: value for name, value in values.items() if value}
        whole = {column.name: "" for column in columns} | said
        return RowPlan(sheet, number, identity, Action.CREATE, whole, _differences(columns, {}, said))
    changes = _differences(columns, before, values)
    action = Action.CHANGE if changes else Action.NOTHING
    return RowPlan(sheet, number, identity, action, {**before, **values}, changes)


def _differences(columns: Iterable[Column], before: Row, after: Row) -> list[FieldChange]:
    """Return the fields in which the rows differ; a column that `after` has not is as it was."""
    return [
        FieldChange(column, before.get(column.name, ""), after[column.name])
        for column in columns
        if not column.is_read_only
        and after.get(column.name, before.get(column.name, "")) != before.get(column.name, "")
    ]
