"""What an import would do: the answer of a dry run, and all that the import itself goes by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from networks.spreadsheets.cells import CellError, Marker, one_line_ends
from networks.spreadsheets.columns import MEMBERSHIPS, ORGANISATIONS, Column, by_name
from networks.spreadsheets.kinds import FieldsOfWork, RichText, is_rich_text_kept
from networks.spreadsheets.reading import Cell, Content, Sheet
from networks.spreadsheets.snapshot import Row, Snapshot

# An import is one transaction in one request; more would keep everybody else waiting.
MOST_WRITTEN = 500


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
    name: str
    action: Action
    values: Row = field(default_factory=dict)
    changes: list[FieldChange] = field(default_factory=list)
    # The number in the database, if the row speaks of something that is there.
    key: int | None = None
    ends: bool = False
    network: str = ""
    # The organisation of a membership: its number, or the row that creates it.
    organisation: "int | RowPlan | None" = None


@dataclass
class Plan:
    """All rows of a file, and what is to be said of them."""

    rows: list[RowPlan] = field(default_factory=list)
    # Put right first: with any of these nothing is imported.
    errors: list[Remark] = field(default_factory=list)
    # To be looked at and confirmed.
    doubts: list[Remark] = field(default_factory=list)
    # Told, and nothing to do.
    notes: list[str] = field(default_factory=list)
    is_draft: bool = False

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
        return values

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


def differences(columns: Iterable[Column], before: Row, after: Row) -> list[FieldChange]:
    """Return the fields in which the rows differ; a column that `after` has not is as it was."""
    return [
        FieldChange(column, before.get(column.name, ""), after[column.name])
        for column in columns
        if not column.is_read_only
        and after.get(column.name, before.get(column.name, "")) != before.get(column.name, "")
    ]


def field_errors(instance: Model, columns: Iterable[Column], except_for: set[str]) -> dict[str, str]:
    """Return what the model's own checks say of the fields of `columns`, by the columns' names."""
    names = {column.field: column.name for column in columns if column.field and not column.is_read_only}
    skipped = {one.name for one in instance._meta.get_fields()} - set(names) | except_for
    found: dict[str, str] = {}
    for check in (lambda: instance.clean_fields(exclude=skipped), instance.clean):
        try:
            check()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                found.setdefault(names.get(name, ""), " ".join(messages))
    return found


def plan_of(content: Content, snapshot: Snapshot, person: Any) -> Plan:
    """Return what importing `content` as `person` would do."""
    from networks.spreadsheets.membership_plan import MembershipPlanner
    from networks.spreadsheets.organisation_plan import OrganisationPlanner
    from networks.spreadsheets.rights import may_publish

    plan = Plan(is_draft=not may_publish(person))
    plan.doubts += [Remark(text) for text in content.doubts]
    organisations = OrganisationPlanner(plan, snapshot, person)
    organisations.read(content.sheets.get(ORGANISATIONS))
    MembershipPlanner(plan, snapshot, person, organisations).read(content.sheets.get(MEMBERSHIPS))
    _check_size(plan)
    return plan


def _check_size(plan: Plan) -> None:
    written = sum(1 for row in plan.rows if row.sheet == ORGANISATIONS and row.action is not Action.NOTHING)
    if written > MOST_WRITTEN:
        message = _(
            "%(number)s organisations would be created or changed; one import may do %(most)s. "
            "Divide the file into parts."
        )
        plan.errors.insert(0, Remark(message % {"number": written, "most": MOST_WRITTEN}, ORGANISATIONS))
