"""The rows of the sheet of organisations: which organisation each means, and what it changes."""

from typing import Any

from django.utils.translation import gettext as _

from astra_site.serbian.findings import SERBIAN
from astra_site.serbian.folding import slugify
from astra_site.serbian.typography import mixed_scripts
from networks.models import Organisation
from networks.spreadsheets.cells import Boolean
from networks.spreadsheets.columns import ORGANISATIONS, columns_of
from networks.spreadsheets.instances import field_errors, fill
from networks.spreadsheets.plan import Action, Identity, InFile, Plan, RowPlan, RowRefused, Stored, row_plan
from networks.spreadsheets.reading import Cell, Sheet
from networks.spreadsheets.same_names import NAME_COLUMNS, NameComparer
from networks.spreadsheets.sheet_reader import SheetReader, number_in, text_of
from networks.spreadsheets.snapshot import Row, Snapshot
from networks.spreadsheets.spreadsheet_rights import may_show_secret_places

# Checked here, or by the kind of the cell, so the model need not do it again.
_CHECKED = {"slug", "country", "fields_of_work", "phones"}
_WORDS = (*NAME_COLUMNS, "city_sr", "city_en", "acronym")


class OrganisationPlanner:
    """Plans the rows one after another and remembers what they are called."""

    def __init__(self, plan: Plan, snapshot: Snapshot, person: Any) -> None:
        self.plan = plan
        self.snapshot = snapshot
        self.person = person
        self.before = snapshot.rows[ORGANISATIONS]
        self.slugs = {row["slug_sr"]: Stored(pk) for pk, row in self.before.items()}
        self.names = NameComparer(self.before)
        self.planned: dict[Identity, RowPlan] = {}
        self.new_by_slug: dict[str, Identity] = {}
        self.changed_by_slug: dict[str, Identity] = {}

    def read(self, sheet: Sheet | None) -> None:
        """Plan all rows."""
        if sheet is None:
            return
        self.reader = SheetReader(self.plan, sheet, self.snapshot)
        for number, cells in sheet.rows:
            try:
                identity = self._identify(number, cells)
            except RowRefused as refusal:
                self.reader.error(number, refusal, refusal.column)
            else:
                self._read_row(number, cells, identity)
        self._check_slugs()

    def _read_row(self, number: int, cells: dict[str, Cell], identity: Identity) -> None:
        before = self.before[identity.pk] if isinstance(identity, Stored) else None
        errors_before = len(self.plan.errors)
        values = self.reader.values(number, cells, before)
        row = row_plan(ORGANISATIONS, number, identity, before, values)
        row.name = row.values["name_sr"]
        row.ends = before is not None and any(
            change.column.name == "ended" and not change.before for change in row.changes
        )
        self.plan.rows.append(row)
        self._remember(row)
        if row.does_something:
            self._check(row, before, errors_before)
            if len(self.plan.errors) == errors_before:
                self._check_with_model(row)

    # Which organisation

    def _identify(self, number: int, cells: dict[str, Cell]) -> Identity:
        """Return the organisation that the row means.

        Raises:
            RowRefused: it is unclear which one.
        """
        typed, slug = text_of(cells, "id"), text_of(cells, "slug_sr")
        at_slug = self.slugs.get(slug)
        identity = self._with_number(typed) if typed else at_slug or InFile(number)
        if isinstance(identity, Stored) and at_slug not in {None, identity}:
            raise RowRefused(
                _("Number and address belong to two organisations: %(first)s and %(second)s.")
                % {"first": self.name_of(identity), "second": self.name_of(self.slugs[slug])},
                "slug_sr",
            )
        if identity in self.planned:
            raise RowRefused(
                _("The same organisation stands in row %(row)s already.")
                % {"row": self.planned[identity].number},
                "id" if typed else "slug_sr",
            )
        return identity

    def _with_number(self, typed: str) -> Stored:
        pk = number_in(typed)
        if pk is None or pk not in self.before:
            message = _("There is no organisation with the number %(id)s. Leave it empty in a new row.")
            raise RowRefused(message % {"id": typed}, "id")
        return Stored(pk)

    def _remember(self, row: RowPlan) -> None:
        self.planned[row.identity] = row
        slug = row.values["slug_sr"] or slugify(row.values["name_sr"])
        if isinstance(row.identity, InFile) and slug:
            self.new_by_slug.setdefault(slug, row.identity)
        if row.action is Action.CHANGE:
            self.changed_by_slug.setdefault(row.values["slug_sr"], row.identity)

    def find(self, slug: str) -> Identity | None:
        """Return the organisation with the address `slug`, there already or new in the file."""
        return self.changed_by_slug.get(slug) or self.slugs.get(slug) or self.new_by_slug.get(slug)

    def name_of(self, identity: Identity) -> str:
        """Return the Serbian name, as it is now or as the row gives it."""
        if isinstance(identity, Stored):
            return self.before[identity.pk]["name_sr"]
        return self.planned[identity].name

    # Checks

    def _check(self, row: RowPlan, before: Row | None, known: int) -> None:
        """Look at a row; what is wrong with its cells stands behind the `known` errors of others."""
        if not row.values["name_sr"]:
            if not any(error.column == "name_sr" for error in self.plan.errors[known:]):
                self.reader.error(row.number, _("The Serbian name is missing."), "name_sr")
            return
        for name in _WORDS:
            value = row.values[name]
            if _is_mixed(value) and value != (before or {}).get(name, ""):
                message = _("“%(value)s” mixes Latin and Cyrillic letters in one word.")
                self.reader.doubt(row.number, message % {"value": value}, name)
        if row.changed & {*NAME_COLUMNS, "city_sr"}:
            self.names.compare(row, self.reader)
        if isinstance(row.identity, Stored):
            self._check_state(row, self.snapshot.organisations[row.identity.pk])

    def _check_state(self, row: RowPlan, organisation: Organisation) -> None:
        """Refuse to write over a draft, past a lock, or to show a secret place without the right to."""
        if organisation.live and organisation.has_unpublished_changes:
            message = _("“%(name)s” has a draft that is not published. Publish or discard it first.")
            self.reader.error(row.number, message % {"name": row.name})
        elif not organisation.live and not _is_same_as_draft(organisation):
            message = _("“%(name)s” is not published and has a newer draft. Publish it first.")
            self.reader.error(row.number, message % {"name": row.name})
        if organisation.locked:
            self.reader.error(row.number, _("“%(name)s” is locked.") % {"name": row.name})
        is_shown = not Boolean().to_value(row.values["keep_place_secret"])
        if "keep_place_secret" in row.changed and is_shown and not may_show_secret_places(self.person):
            message = _("You may not show a secret place again. Ask the people responsible for safety.")
            self.reader.error(row.number, message, "keep_place_secret")

    def _check_slugs(self) -> None:
        """Refuse an address that two organisations would have."""
        for name in ("slug_sr", "slug_en"):
            taken = {row[name] for row in self.before.values()} - {""}
            for identity, row in self.planned.items():
                if row.action is Action.CHANGE and isinstance(identity, Stored):
                    taken.discard(self.before[identity.pk][name])
            for row in self.planned.values():
                slug = row.values[name]
                if row.does_something and slug:
                    if slug in taken:
                        message = _("The address “%(slug)s” is taken.") % {"slug": slug}
                        self.reader.error(row.number, message, name)
                    taken.add(slug)

    def _check_with_model(self, row: RowPlan) -> None:
        columns = columns_of(ORGANISATIONS)
        organisation = fill(Organisation(), columns, row.values)
        empty = {name for name in ("slug_sr_latn", "slug_en") if not getattr(organisation, name)}
        for name, message in field_errors(organisation, columns, _CHECKED | empty).items():
            self.reader.error(row.number, message, name)


def _is_mixed(name: str) -> bool:
    """Tell whether one word has letters of two alphabets: a Cyrillic а in "Astrа"."""
    return any(finding.rule == "mixed-script" for finding in mixed_scripts(name, SERBIAN))


def _is_same_as_draft(organisation: Organisation) -> bool:
    if not organisation.latest_revision_id:
        return True
    draft = organisation.get_latest_revision_as_object()
    columns = [column for column in columns_of(ORGANISATIONS) if column.field and not column.is_read_only]
    return all(getattr(draft, column.field) == getattr(organisation, column.field) for column in columns)
