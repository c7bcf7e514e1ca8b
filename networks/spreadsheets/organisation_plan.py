"""The rows of the sheet of organisations: which organisation each means, and what it changes."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from astra_site.serbian.folding import slugify
from networks.models import Organisation
from networks.spreadsheets.cells import Boolean
from networks.spreadsheets.columns import ORGANISATION_COLUMNS, ORGANISATIONS
from networks.spreadsheets.names import KnownNames, bare, is_mixed
from networks.spreadsheets.plan import Action, Plan, RowPlan, SheetReader, differences, field_errors
from networks.spreadsheets.reading import Cell, Sheet
from networks.spreadsheets.rights import may_show_secret_places
from networks.spreadsheets.snapshot import Row, Snapshot

_NAME_COLUMNS = ("name_sr", "name_en")
# Checked here, or by the kind of the cell, so the model need not do it again.
_CHECKED = {"slug", "country", "fields_of_work", "phones"}


def names_of(row: Row) -> list[str]:
    """Return every name by which an organisation is known."""
    names = [row.get(one, "") for one in (*_NAME_COLUMNS, "acronym", "legal_name", "original_name")]
    return [name for name in [*names, *row.get("former_names", "").split("\n")] if name.strip()]


class OrganisationPlanner:
    """Plans the rows one after another and remembers what they are called."""

    def __init__(self, plan: Plan, snapshot: Snapshot, person: Any) -> None:
        self.plan = plan
        self.snapshot = snapshot
        self.person = person
        self.before = snapshot.rows[ORGANISATIONS]
        self.slugs = {row["slug_sr"]: number for number, row in self.before.items()}
        self.known = KnownNames()
        towns = {bare(row[name]) for row in self.before.values() for name in ("city_sr", "city_en")}
        for number, row in self.before.items():
            self.known.add_all(number, names_of(row), towns)
        # What the file itself says, for the memberships and to find what stands in it twice.
        self.planned: dict[int | str, RowPlan] = {}
        self.new_by_name: dict[str, list[RowPlan]] = defaultdict(list)
        self.new_by_slug: dict[str, RowPlan] = {}

    def read(self, sheet: Sheet | None) -> None:
        """Plan all rows."""
        if sheet is None:
            return
        self.reader = SheetReader(self.plan, sheet, self.snapshot)
        for number, cells in sheet.rows:
            self._read_row(number, cells)
        self._check_slugs()

    def _read_row(self, number: int, cells: dict[str, Cell]) -> None:
        key = self._key(number, cells)
        if key == -1:
            return
        before = self.before.get(key) if key else None
        errors_before = len(self.plan.errors)
        values = self.reader.values(number, cells, before)
        row = RowPlan(ORGANISATIONS, number, values.get("name_sr", ""), Action.CREATE, values, key=key)
        if before is None:
            row.values = {column.name: "" for column in ORGANISATION_COLUMNS} | {
                name: value for name, value in values.items() if value
            }
            row.changes = differences(ORGANISATION_COLUMNS, {}, {k: v for k, v in values.items() if v})
        else:
            row.changes = differences(ORGANISATION_COLUMNS, before, values)
            row.action = Action.CHANGE if row.changes else Action.NOTHING
            row.values = {**before, **values}
            row.name = row.values["name_sr"]
            row.ends = any(one.column.name == "ended" and not one.before for one in row.changes)
        self.plan.rows.append(row)
        self._remember(row)
        if row.action is not Action.NOTHING:
            self._check(row, before)
            if len(self.plan.errors) == errors_before:
                self._check_with_model(row)

    # Which organisation

    def _key(self, number: int, cells: dict[str, Cell]) -> int | None:
        """Return the organisation that the row means, None for a new one, -1 if that is unclear."""
        typed = cells["id"].text.strip() if "id" in cells else ""
        slug = cells["slug_sr"].text.strip() if "slug_sr" in cells else ""
        if typed and not (typed.isascii() and typed.isdigit() and int(typed) in self.before):
            self.reader.error(
                number,
                _("There is no organisation with the number %(id)s. Leave it empty in a new row.")
                % {"id": typed},
                "id",
            )
            return -1
        key = int(typed) if typed else self.slugs.get(slug)
        if typed and slug and self.slugs.get(slug, key) != key:
            self.reader.error(
                number,
                _("Number and address belong to two organisations: %(first)s and %(second)s.")
                % {
                    "first": self.before[int(typed)]["name_sr"],
                    "second": self.before[self.slugs[slug]]["name_sr"],
                },
                "slug_sr",
            )
            return -1
        if key and key in self.planned:
            self.reader.error(
                number,
                _("The same organisation stands in row %(row)s already.") % {"row": self.planned[key].number},
                "id" if typed else "slug_sr",
            )
            return -1
        return key

    def _remember(self, row: RowPlan) -> None:
        if row.key:
            self.planned[row.key] = row
        slug = row.values.get("slug_sr") or slugify(row.values.get("name_sr", ""))
        if row.key is None and slug:
            self.new_by_slug.setdefault(slug, row)

    def find(self, slug: str) -> "int | RowPlan | None":
        """Return the organisation with the address `slug`, there already or new in the file."""
        for row in self.planned.values():
            if row.action is Action.CHANGE and row.values.get("slug_sr") == slug:
                return row.key
        return self.slugs.get(slug) or self.new_by_slug.get(slug)

    # Checks

    def _check(self, row: RowPlan, before: Row | None) -> None:
        if not row.values.get("name_sr"):
            if not any(one.row == row.number and one.column == "name_sr" for one in self.plan.errors[-3:]):
                self.reader.error(row.number, _("The Serbian name is missing."), "name_sr")
            return
        for name in (*_NAME_COLUMNS, "city_sr", "city_en", "acronym"):
            value = row.values.get(name, "")
            if is_mixed(value) and value != (before or {}).get(name, ""):
                message = _("“%(value)s” mixes Latin and Cyrillic letters in one word.")
                self.reader.doubt(row.number, message % {"value": value}, name)
        changed = {one.column.name for one in row.changes}
        if before is None or changed & {*_NAME_COLUMNS, "city_sr"}:
            self._compare_names(row)
        if before is not None:
            self._check_state(row, changed)

    def _check_state(self, row: RowPlan, changed: set[str]) -> None:
        """Refuse to write over a draft, past a lock, or to show a secret place without the right to."""
        organisation = self.snapshot.organisations[row.key or 0]
        if organisation.live and organisation.has_unpublished_changes:
            message = _("“%(name)s” has a draft that is not published. Publish or discard it first.")
            self.reader.error(row.number, message % {"name": row.name})
        elif not organisation.live and not self._is_same_as_draft(organisation):
            message = _("“%(name)s” is not published and has a newer draft. Publish it first.")
            self.reader.error(row.number, message % {"name": row.name})
        if organisation.locked:
            self.reader.error(row.number, _("“%(name)s” is locked.") % {"name": row.name})
        if (
            "keep_place_secret" in changed
            and not Boolean().to_value(row.values["keep_place_secret"])
            and not may_show_secret_places(self.person)
        ):
            self.reader.error(
                row.number, _("You may not show a secret place again. Ask those who care for safety."),
                "keep_place_secret",
            )  # fmt: skip

    @staticmethod
    def _is_same_as_draft(organisation: Organisation) -> bool:
        if not organisation.latest_revision_id:
            return True
        draft = organisation.get_latest_revision_as_object()
        fields = [column.field for column in ORGANISATION_COLUMNS if column.field and not column.is_read_only]
        return all(getattr(draft, name) == getattr(organisation, name) for name in fields)

    def _compare_names(self, row: RowPlan) -> None:
        """Look for the same organisation under this name or one much like it."""
        name, city = row.values["name_sr"], bare(row.values.get("city_sr", ""))
        same = {key for one in _NAME_COLUMNS for key in self.known.find(row.values.get(one, "") or name)}
        same = {key for key in same - {row.key} if key > 0}
        for key in sorted(same):
            self._report_same(row, self.before[key], f"{_('number')} {key}", city)
        for other in self.new_by_name[bare(name)]:
            self._report_same(row, other.values, f"{_('row')} {other.number}", city)
        self.new_by_name[bare(name)].append(row)
        if same:
            return
        for (first, known_first), (second, known_second) in self.known.find_halves(name):
            if known_first and known_second:
                message = _("“%(name)s” looks like two names without a space: “%(first)s” and “%(second)s”.")
                self.reader.doubt(
                    row.number, message % {"name": name, "first": first, "second": second}, "name_sr"
                )
                return
        self._compare_with_similar(row, name)

    def _compare_with_similar(self, row: RowPlan, name: str) -> None:
        for similar in self.known.similar(name):
            if similar.key in {row.key, -row.number}:
                continue
            message = _("“%(name)s” is much like “%(other)s” (%(where)s). Is it the same?")
            where = f"{_('number')} {similar.key}" if similar.key > 0 else f"{_('row')} {-similar.key}"
            self.reader.doubt(
                row.number, message % {"name": name, "other": similar.name, "where": where}, "name_sr"
            )
        # Rows of the file are known by their numbers below zero.
        self.known.add(-row.number, name)

    def _report_same(self, row: RowPlan, other: Row, where: str, city: str) -> None:
        other_city = bare(other.get("city_sr", ""))
        values = {"name": row.name, "where": where, "city": other.get("city_sr", "") or "–"}
        if city and other_city and city != other_city:
            message = _("There is a “%(name)s” in another town already: %(city)s (%(where)s).") % values
            self.reader.doubt(row.number, message, "name_sr")
            return
        own_names = {bare(row.values.get(one, "")) for one in _NAME_COLUMNS}
        if not own_names & {bare(other.get(one, "")) for one in _NAME_COLUMNS if other.get(one)}:
            message = _("“%(name)s” is another name of “%(other)s” (%(where)s). Is it the same?")
            self.reader.doubt(row.number, message % {**values, "other": other["name_sr"]}, "name_sr")
            return
        message = _("There is a “%(name)s” already (%(where)s). To change it, put its number into this row.")
        self.reader.error(row.number, message % values, "name_sr")

    def _check_slugs(self) -> None:
        """Refuse an address that two organisations would have."""
        for name in ("slug_sr", "slug_en"):
            taken = {row[name]: key for key, row in self.before.items() if row[name]}
            for planned in self.planned.values():
                if planned.action is Action.CHANGE:
                    taken.pop(self.before[planned.key or 0][name], None)
            for row in self.plan.rows:
                slug = row.values.get(name, "")
                if row.action is Action.NOTHING or not slug:
                    continue
                if slug in taken:
                    message = _("The address “%(slug)s” is taken.") % {"slug": slug}
                    self.reader.error(row.number, message, name)
                taken[slug] = row.key or -row.number

    def _check_with_model(self, row: RowPlan) -> None:
        organisation = Organisation()
        for column in ORGANISATION_COLUMNS:
            if column.field and not column.is_read_only and column.name in row.values:
                value = row.values[column.name] or getattr(column.kind, "default", "")
                setattr(organisation, column.field, column.kind.to_value(value))
        skipped = _CHECKED | {one for one in ("slug_sr_latn", "slug_en") if not getattr(organisation, one)}
        for name, message in field_errors(organisation, ORGANISATION_COLUMNS, skipped).items():
            self.reader.error(row.number, message, name)
