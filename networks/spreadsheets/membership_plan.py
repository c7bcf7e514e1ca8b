"""The rows of the sheet of memberships: which one each means, and what it changes."""

from collections import defaultdict
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from networks.models import Membership, NetworkPage
from networks.spreadsheets.columns import MEMBERSHIP_COLUMNS, MEMBERSHIPS
from networks.spreadsheets.names import KnownNames
from networks.spreadsheets.organisation_plan import OrganisationPlanner
from networks.spreadsheets.plan import Action, Plan, RowPlan, SheetReader, differences, field_errors
from networks.spreadsheets.reading import Cell, Sheet
from networks.spreadsheets.snapshot import Row, Snapshot

_OF_IDENTITY = {"id", "network", "organisation", "organisation_name"}
_ENDS = {"until", "no_longer_belongs"}


def built(values: Row, membership: Membership | None = None) -> Membership:
    """Return `membership`, or a new one, with what the row says."""
    membership = membership or Membership()
    for column in MEMBERSHIP_COLUMNS:
        if column.field and column.name in values:
            value = values[column.name] or getattr(column.kind, "default", "")
            setattr(membership, column.field, column.kind.to_value(value))
    return membership


class MembershipPlanner:
    """Plans the rows one after another, then compares the memberships of each network."""

    def __init__(
        self, plan: Plan, snapshot: Snapshot, person: Any, organisations: OrganisationPlanner
    ) -> None:
        self.plan = plan
        self.snapshot = snapshot
        self.person = person
        self.organisations = organisations
        self.before = snapshot.rows[MEMBERSHIPS]
        self.planned: dict[int, RowPlan] = {}
        self.of_pair: dict[tuple[str, int], list[int]] = defaultdict(list)
        for number, membership in snapshot.memberships.items():
            self.of_pair[self.before[number]["network"], membership.organisation_id].append(number)
        self.network_names = KnownNames()
        for network in snapshot.networks.values():
            names = [network.title, network.title_en, network.acronym]
            names += [network.short_name_sr_latn, network.short_name_en]
            self.network_names.add_all(network.pk, filter(None, names))

    def read(self, sheet: Sheet | None) -> None:
        """Plan all rows."""
        if sheet is None:
            return
        self.reader = SheetReader(self.plan, sheet, self.snapshot)
        rows = []
        for number, cells in sheet.rows:
            row = self._read_row(number, cells)
            if row is not None:
                rows.append(row)
        self.plan.rows += rows
        self._check_networks(rows)
        self._check_overlaps(rows)

    def _read_row(self, number: int, cells: dict[str, Cell]) -> RowPlan | None:
        network = self._network(number, cells)
        organisation = self._organisation(number, cells)
        if network is None or organisation is None:
            return None
        key = self._key(number, cells, network, organisation)
        if key == -1:
            return None
        before = self.before.get(key) if key else None
        errors_before = len(self.plan.errors)
        values = self.reader.values(number, cells, before)
        values = {name: value for name, value in values.items() if name not in _OF_IDENTITY}
        row = RowPlan(MEMBERSHIPS, number, "", Action.CREATE, values, key=key)
        row.network, row.organisation = network.slug, organisation
        row.name = f"{self._name_of(organisation)} – {network.title}"
        row.changes = differences(MEMBERSHIP_COLUMNS, before or {}, values)
        if before is None:
            row.changes = [one for one in row.changes if one.after]
        else:
            row.action = Action.CHANGE if row.changes else Action.NOTHING
            row.values = {**before, **values}
            row.ends = self._ends(row)
            self.planned[key or 0] = row
        if row.action is not Action.NOTHING and len(self.plan.errors) == errors_before:
            errors = field_errors(built(row.values), MEMBERSHIP_COLUMNS, {"network", "organisation"})
            for name, message in errors.items():
                self.reader.error(number, message, name)
        return row

    def _name_of(self, organisation: int | RowPlan) -> str:
        if isinstance(organisation, RowPlan):
            return organisation.name
        return self.snapshot.organisations[organisation].name_sr_latn

    @staticmethod
    def _ends(row: RowPlan) -> bool:
        return any(
            one.column.name in _ENDS and one.before in {"", "no"} and one.after not in {"", "no"}
            for one in row.changes
        )

    # Which membership

    def _network(self, number: int, cells: dict[str, Cell]) -> NetworkPage | None:
        slug = cells["network"].text.strip() if "network" in cells else ""
        network = self.snapshot.networks.get(slug)
        if network is None:
            message = _("There is no network “%(slug)s”.") % {"slug": slug}
            by_key = {one.pk: one.slug for one in self.snapshot.networks.values()}
            keys = self.network_names.find(slug) or {one.key for one in self.network_names.similar(slug)}
            if keys:
                message += " " + _("Do you mean: %(slugs)s?") % {
                    "slugs": ", ".join(sorted(by_key[key] for key in keys))
                }
            self.reader.error(number, message, "network")
        return network

    def _organisation(self, number: int, cells: dict[str, Cell]) -> "int | RowPlan | None":
        slug = cells["organisation"].text.strip() if "organisation" in cells else ""
        found = self.organisations.find(slug) if slug else None
        if found is None:
            message = _("There is no organisation with the address “%(slug)s”, here or in the file.")
            message = message % {"slug": slug}
            names = {key for key in self.organisations.known.find(slug) if key > 0}
            if names:
                slugs = ", ".join(sorted(self.organisations.before[key]["slug_sr"] for key in names))
                message += " " + _("Do you mean: %(slugs)s?") % {"slugs": slugs}
            self.reader.error(number, message, "organisation")
        return found

    def _key(
        self, number: int, cells: dict[str, Cell], network: NetworkPage, organisation: "int | RowPlan"
    ) -> int | None:
        """Return the membership that the row means, None for a new one, -1 if that is unclear."""
        typed = cells["id"].text.strip() if "id" in cells else ""
        if typed:
            return self._key_by_number(number, typed, network, organisation)
        if isinstance(organisation, RowPlan):
            return None
        free = [key for key in self.of_pair[network.slug, organisation] if key not in self.planned]
        since = cells["since"].text.strip() if "since" in cells else ""
        same = [key for key in free if not since or self.before[key]["since"] == since]
        return same[0] if len(same) == 1 else None

    def _key_by_number(
        self, number: int, typed: str, network: NetworkPage, organisation: "int | RowPlan"
    ) -> int:
        key = int(typed) if typed.isascii() and typed.isdigit() else 0
        membership = self.snapshot.memberships.get(key)
        if membership is None:
            message = _("There is no membership with the number %(id)s. Leave it empty in a new row.")
            self.reader.error(number, message % {"id": typed}, "id")
            return -1
        if (membership.network_id, membership.organisation_id) != (network.pk, organisation):
            message = _("Number %(id)s is a membership of another organisation or network: %(name)s.")
            other = self.before[key]
            name = f"{other['organisation_name']} – {other['network']}"
            self.reader.error(number, message % {"id": typed, "name": name}, "id")
            return -1
        if key in self.planned:
            message = _("The same membership stands in row %(row)s already.")
            self.reader.error(number, message % {"row": self.planned[key].number}, "id")
            return -1
        return key

    # Networks as wholes

    def _check_networks(self, rows: list[RowPlan]) -> None:
        """Refuse to write over a draft of a network's page, or past a lock."""
        for slug in sorted({row.network for row in rows if row.action is not Action.NOTHING}):
            network = self.snapshot.networks[slug]
            first = next(row for row in rows if row.network == slug and row.action is not Action.NOTHING)
            permissions = network.permissions_for_user(self.person)
            values = {"name": network.title}
            if not network.live or network.has_unpublished_changes:
                message = _("The network “%(name)s” has unpublished changes. Publish or discard them first.")
                self.reader.error(first.number, message % values, "network")
            elif not permissions.can_edit() or permissions.page_locked():
                self.reader.error(
                    first.number, _("You may not edit the network “%(name)s”.") % values, "network"
                )
            elif not permissions.can_publish():
                self.plan.is_draft = True

    def _check_overlaps(self, rows: list[RowPlan]) -> None:
        """Refuse two memberships that say the same of one organisation at one time."""
        touched = {row.network for row in rows if row.action is not Action.NOTHING}
        groups: dict[Any, list[tuple[RowPlan | None, Membership]]] = defaultdict(list)
        for key, membership in self.snapshot.memberships.items():
            if key not in self.planned and self.before[key]["network"] in touched:
                groups[self.before[key]["network"], membership.organisation_id].append((None, membership))
        for row in rows:
            new = row.organisation.number if isinstance(row.organisation, RowPlan) else 0
            whose = f"row {new}" if new else row.organisation
            membership = built(row.values)
            membership.organisation_id = 0
            groups[row.network, whose].append((row, membership))
        for group in groups.values():
            for (first_row, first), (second_row, second) in combinations(group, 2):
                second.organisation_id = first.organisation_id
                later = second_row or first_row
                if later is not None and first.overlaps(second) and self._is_new(first_row, second_row):
                    message = _("“%(name)s” would be in the list twice for the same time.")
                    self.reader.error(later.number, message % {"name": later.name}, "organisation")

    @staticmethod
    def _is_new(*rows: RowPlan | None) -> bool:
        return any(row is not None and row.action is not Action.NOTHING for row in rows)
