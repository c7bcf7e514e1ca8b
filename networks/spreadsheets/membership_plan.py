"""The rows of the sheet of memberships: which one each means, and what it changes."""

from collections import defaultdict
from itertools import combinations
from typing import Any

from django.utils.translation import gettext as _

from networks.known_names import KnownNames
from networks.models import Membership, NetworkPage
from networks.spreadsheets.columns import MEMBERSHIPS, columns_of
from networks.spreadsheets.instances import field_errors, fill
from networks.spreadsheets.organisation_plan import OrganisationPlanner
from networks.spreadsheets.plan import Identity, InFile, Plan, RowPlan, RowRefused, Stored, row_plan
from networks.spreadsheets.reading import Cell, Sheet
from networks.spreadsheets.sheet_reader import SheetReader, number_in, text_of
from networks.spreadsheets.snapshot import Row, Snapshot

_OF_IDENTITY = {"id", "network", "organisation", "organisation_name"}
_ENDS = {"until", "no_longer_belongs"}


def built(values: Row) -> Membership:
    """Return a membership with what the row says, of no network and no organisation yet."""
    return fill(Membership(), columns_of(MEMBERSHIPS), values)


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
        self.planned: dict[Identity, RowPlan] = {}
        self.of_pair: dict[tuple[str, Identity], list[Stored]] = defaultdict(list)
        for pk, membership in snapshot.memberships.items():
            pair = self.before[pk]["network"], Stored(membership.organisation_id)
            self.of_pair[pair].append(Stored(pk))
        self.network_names: KnownNames[str] = KnownNames()
        for network in snapshot.networks.values():
            names = [network.title, network.title_en, network.acronym]
            names += [network.short_name_sr_latn, network.short_name_en]
            self.network_names.add_all(network.slug, filter(None, names))

    def read(self, sheet: Sheet | None) -> None:
        """Plan all rows."""
        if sheet is None:
            return
        self.reader = SheetReader(self.plan, sheet, self.snapshot)
        rows = [row for number, cells in sheet.rows if (row := self._read_row(number, cells))]
        self.plan.rows += rows
        self._check_networks(rows)
        self._check_overlaps(rows)

    def _read_row(self, number: int, cells: dict[str, Cell]) -> RowPlan | None:
        network = self._network(number, cells)
        organisation = self._organisation(number, cells)
        if network is None or organisation is None:
            return None
        try:
            identity = self._identify(number, cells, network, organisation)
        except RowRefused as refusal:
            self.reader.error(number, refusal, refusal.column)
            return None
        before = self.before[identity.pk] if isinstance(identity, Stored) else None
        errors_before = len(self.plan.errors)
        values = self.reader.values(number, cells, before)
        values = {name: value for name, value in values.items() if name not in _OF_IDENTITY}
        row = row_plan(MEMBERSHIPS, number, identity, before, values)
        row.network, row.organisation = network.slug, organisation
        row.name = f"{self.organisations.name_of(organisation)} – {network.title}"
        row.ends = before is not None and self._ends(row)
        self.planned[identity] = row
        if row.does_something and len(self.plan.errors) == errors_before:
            self._check_with_model(row)
        return row

    def _check_with_model(self, row: RowPlan) -> None:
        errors = field_errors(built(row.values), columns_of(MEMBERSHIPS), {"network", "organisation"})
        for name, message in errors.items():
            self.reader.error(row.number, message, name)

    @staticmethod
    def _ends(row: RowPlan) -> bool:
        return any(
            change.column.name in _ENDS and change.before in {"", "no"} and change.after not in {"", "no"}
            for change in row.changes
        )

    # Which membership

    def _network(self, number: int, cells: dict[str, Cell]) -> NetworkPage | None:
        slug = text_of(cells, "network")
        network = self.snapshot.networks.get(slug)
        if network is None:
            message = _("There is no network “%(slug)s”.") % {"slug": slug}
            slugs = self.network_names.find(slug) or {match.key for match in self.network_names.similar(slug)}
            self.reader.error(number, message + _meant(slugs), "network")
        return network

    def _organisation(self, number: int, cells: dict[str, Cell]) -> Identity | None:
        slug = text_of(cells, "organisation")
        found = self.organisations.find(slug) if slug else None
        if found is None:
            message = _("There is no organisation with the address “%(slug)s”, here or in the file.")
            named = self.organisations.names.stored_as(slug)
            slugs = {self.organisations.before[stored.pk]["slug_sr"] for stored in named}
            self.reader.error(number, message % {"slug": slug} + _meant(slugs), "organisation")
        return found

    def _identify(
        self, number: int, cells: dict[str, Cell], network: NetworkPage, organisation: Identity
    ) -> Identity:
        """Return the membership that the row means.

        Raises:
            RowRefused: it is unclear which one.
        """
        typed = text_of(cells, "id")
        if typed:
            return self._with_number(typed, network, organisation)
        free = [
            candidate
            for candidate in self.of_pair.get((network.slug, organisation), ())
            if candidate not in self.planned
        ]
        since = text_of(cells, "since")
        same = [candidate for candidate in free if not since or self.before[candidate.pk]["since"] == since]
        return same[0] if len(same) == 1 else InFile(number)

    def _with_number(self, typed: str, network: NetworkPage, organisation: Identity) -> Stored:
        pk = number_in(typed)
        membership = self.snapshot.memberships.get(pk) if pk is not None else None
        if membership is None:
            message = _("There is no membership with the number %(id)s. Leave it empty in a new row.")
            raise RowRefused(message % {"id": typed}, "id")
        stored = Stored(membership.pk)
        if (membership.network_id, Stored(membership.organisation_id)) != (network.pk, organisation):
            message = _("Number %(id)s is a membership of another organisation or network: %(name)s.")
            other = self.before[stored.pk]
            name = f"{other['organisation_name']} – {other['network']}"
            raise RowRefused(message % {"id": typed, "name": name}, "id")
        if stored in self.planned:
            message = _("The same membership stands in row %(row)s already.")
            raise RowRefused(message % {"row": self.planned[stored].number}, "id")
        return stored

    # Networks as wholes

    def _check_networks(self, rows: list[RowPlan]) -> None:
        """Refuse to write over a draft of a network's page, or past a lock."""
        first_rows: dict[str, RowPlan] = {}
        for row in rows:
            if row.does_something:
                first_rows.setdefault(row.network, row)
        for slug, first in sorted(first_rows.items()):
            network = self.snapshot.networks[slug]
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
        touched = {row.network for row in rows if row.does_something}
        groups: dict[Any, list[tuple[RowPlan | None, Membership]]] = defaultdict(list)
        for pk, membership in self.snapshot.memberships.items():
            network = self.before[pk]["network"]
            if Stored(pk) not in self.planned and network in touched:
                groups[network, Stored(membership.organisation_id)].append((None, membership))
        for row in rows:
            groups[row.network, row.organisation].append((row, built(row.values)))
        for group in groups.values():
            for (first_row, first), (second_row, second) in combinations(group, 2):
                second.organisation_id = first.organisation_id
                later = second_row or first_row
                if later is not None and first.overlaps(second) and _do_something(first_row, second_row):
                    message = _("“%(name)s” would be in the list twice for the same time.")
                    self.reader.error(later.number, message % {"name": later.name}, "organisation")


def _do_something(*rows: RowPlan | None) -> bool:
    return any(row is not None and row.does_something for row in rows)


def _meant(slugs: set[str]) -> str:
    """Return a question after what may have been meant, or nothing."""
    return " " + _("Do you mean: %(slugs)s?") % {"slugs": ", ".join(sorted(slugs))} if slugs else ""
