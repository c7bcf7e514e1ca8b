"""Finds the same organisation under its name, another of its names, or one much like it."""

from collections import defaultdict

from django.utils.translation import gettext as _

from networks.known_names import Similar, bare, known_organisations
from networks.spreadsheets.columns import ORGANISATIONS, columns_of
from networks.spreadsheets.plan import Identity, InFile, RowPlan, Stored
from networks.spreadsheets.sheet_reader import SheetReader
from networks.spreadsheets.snapshot import Row

NAME_COLUMNS = ("name_sr", "name_en")


def names_of(row: Row) -> list[str]:
    """Return every name by which an organisation is known."""
    cells = [row.get(column.name, "") for column in columns_of(ORGANISATIONS) if column.is_name]
    return [name for cell in cells for name in cell.split("\n") if name.strip()]


class NameComparer:
    """Compares the names of rows with those of the database and of the rows before them."""

    def __init__(self, before: dict[int, Row]) -> None:
        self.before = before
        named: list[tuple[Identity, list[str]]] = [(Stored(pk), names_of(row)) for pk, row in before.items()]
        towns = [row[name] for row in before.values() for name in ("city_sr", "city_en")]
        self.known = known_organisations(named, towns)
        self.rows_by_name: dict[str, list[RowPlan]] = defaultdict(list)

    def stored_as(self, name: str) -> list[Stored]:
        """Return the organisations of the database that are called so."""
        return sorted(identity for identity in self.known.find(name) if isinstance(identity, Stored))

    def compare(self, row: RowPlan, reader: SheetReader) -> None:
        """Note what a row has in common with other organisations, and remember its name."""
        name = row.values["name_sr"]
        names = [row.values.get(column, "") or name for column in NAME_COLUMNS]
        called_so, similar = self.known.alike(names, {row.identity, InFile(row.number)})
        same = sorted(identity for identity in called_so if isinstance(identity, Stored))
        for stored in same:
            self._report_same(row, self.before[stored.pk], str(stored), reader)
        for earlier in self.rows_by_name[bare(name)]:
            self._report_same(row, earlier.values, f"{_('row')} {earlier.number}", reader)
        self.rows_by_name[bare(name)].append(row)
        if not same and not self._is_run_together(row, name, reader):
            self._compare_with_similar(row, name, similar, reader)

    def _is_run_together(self, row: RowPlan, name: str, reader: SheetReader) -> bool:
        for (first, known_first), (second, known_second) in self.known.find_halves(name):
            if known_first and known_second:
                message = _("“%(name)s” looks like two names without a space: “%(first)s” and “%(second)s”.")
                values = {"name": name, "first": first, "second": second}
                reader.doubt(row.number, message % values, "name_sr")
                return True
        return False

    def _compare_with_similar(
        self, row: RowPlan, name: str, similar: list[Similar[Identity]], reader: SheetReader
    ) -> None:
        for found in similar:
            message = _("“%(name)s” is much like “%(other)s” (%(where)s). Is it the same?")
            values = {"name": name, "other": found.name, "where": found.key}
            reader.doubt(row.number, message % values, "name_sr")
        self.known.add(InFile(row.number), name)

    def _report_same(self, row: RowPlan, other: Row, where: str, reader: SheetReader) -> None:
        city, other_city = bare(row.values.get("city_sr", "")), bare(other.get("city_sr", ""))
        values = {"name": row.name, "where": where, "city": other.get("city_sr", "") or "–"}
        if city and other_city and city != other_city:
            message = _("“%(name)s” already exists in another town: %(city)s (%(where)s).") % values
            reader.doubt(row.number, message, "name_sr")
        elif not _own_names(row.values) & _own_names(other):
            message = _("“%(name)s” is another name of “%(other)s” (%(where)s). Is it the same?")
            reader.doubt(row.number, message % {**values, "other": other["name_sr"]}, "name_sr")
        else:
            message = _(
                "There is a “%(name)s” already (%(where)s). To change it, put its number into this row."
            )
            reader.error(row.number, message % values, "name_sr")


def _own_names(row: Row) -> set[str]:
    return {bare(row[column]) for column in NAME_COLUMNS if row.get(column)}
