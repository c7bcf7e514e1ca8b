"""Which organisations are in which networks together, counted in a fixed number of queries.

Only memberships that are known to last are counted, and not those of our own organisation: it is in
every network.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple
from urllib.parse import urlencode

from astra_site import languages
from astra_site.cyrillic.order import sort_key
from astra_site.languages.script import is_cyrillic
from networks.directory.parameters import PARAMETERS
from networks.directory.sets import NETWORK
from networks.memberships import active_sort_column
from networks.models import Membership, NetworkPage, Organisation
from networks.models.membership import is_current
from networks.overview import networks_without_text

# What one network alone has in common is the directory itself.
FEWEST_SHARED = 2
MOST_LISTED = 100
# A table of a hundred networks by a hundred nobody can read, and it would weigh a megabyte and a half.
MOST_IN_TABLE = 25


class OverlapCell(NamedTuple):
    """How many organisations are in two networks, and the address of their list."""

    other: NetworkPage
    number: int
    query: str
    is_same: bool


class OverlapRow(NamedTuple):
    """One network against all."""

    network: NetworkPage
    number: int
    cells: list[OverlapCell]


class OverlapPair(NamedTuple):
    """Two networks that have somebody in common, and the address of their list."""

    first: NetworkPage
    second: NetworkPage
    number: int
    query: str


class Shared(NamedTuple):
    """An organisation and the networks that it shares with ours."""

    organisation: Organisation
    networks: list[NetworkPage]


class SharedGroup(NamedTuple):
    """The organisations that share the same number of networks; `listed` may be cut, `total` is all."""

    networks: int
    total: int
    listed: list[Shared]


class Pair(NamedTuple):
    """Two networks and who is in both."""

    first: NetworkPage
    second: NetworkPage
    organisations: list[Organisation]

    def query(self, language: str) -> str:
        """Return their choice as it stands in an address."""
        return query_of((self.first, self.second), language)


class Overlaps(NamedTuple):
    """All there is to show."""

    rows: list[OverlapRow]
    groups: list[SharedGroup]
    members: dict[int, set[int]]
    # Every network that has members, also where the table shows the largest ones only.
    all_networks: list[NetworkPage]

    @property
    def networks(self) -> list[NetworkPage]:
        """Return the networks of the table in their order."""
        return [row.network for row in self.rows]

    @property
    def pairs(self) -> list[OverlapPair]:
        """Return every two networks of the table with somebody in both, those with the most first."""
        found = [
            OverlapPair(row.network, cell.other, cell.number, cell.query)
            for place, row in enumerate(self.rows)
            for cell in row.cells[place + 1 :]
            if cell.number
        ]
        return sorted(found, key=lambda pair: -pair.number)

    @property
    def is_cut(self) -> bool:
        """Tell whether the table shows the largest networks only."""
        return len(self.rows) < len(self.all_networks)

    def chosen(self, asked: Iterable[int]) -> Pair | None:
        """Return the two networks with the keys `asked`, if these are two that have members."""
        by_key = {network.pk: network for network in self.all_networks}
        found = [by_key[key] for key in asked if key in by_key]
        if len(found) != 2:
            return None
        first, second = found
        both = self.members[first.pk] & self.members[second.pk]
        return Pair(first, second, _in_order(both))


def overlaps(ours: int | None) -> Overlaps:
    """Count the published organisations of every two published networks.

    Args:
        ours: the key of our own organisation, which is left out.
    """
    members = _members(ours)
    networks = [network for network in networks_without_text() if members.get(network.pk)]
    largest = sorted(networks, key=lambda network: -len(members[network.pk]))[:MOST_IN_TABLE]
    shown = [network for network in networks if network in largest]
    rows = [
        OverlapRow(network, len(members[network.pk]), [_cell(network, other, members) for other in shown])
        for network in shown
    ]
    groups = _groups([network for network in networks if not network.our_until], members)
    return Overlaps(rows, groups, members, networks)


def slug_in(network: NetworkPage, language: str) -> str:
    """Return the last part of a network's address."""
    return getattr(network, languages.column(type(network), "slug", language))


def query_of(networks: Iterable[NetworkPage], language: str) -> str:
    """Return the part of an address that names two networks."""
    return urlencode([(PARAMETERS[language][NETWORK], slug_in(network, language)) for network in networks])


def _members(ours: int | None) -> dict[int, set[int]]:
    """Return by network which organisations belong to it now."""
    published = Membership.objects.filter(organisation__live=True, network__live=True)
    current = published.filter(is_current()).exclude(organisation=ours)
    found = defaultdict(set)
    for network, organisation in current.values_list("network", "organisation"):
        found[network].add(organisation)
    return found


def _cell(network: NetworkPage, other: NetworkPage, members: dict[int, set[int]]) -> OverlapCell:
    number = len(members[network.pk] & members[other.pk])
    return OverlapCell(other, number, query_of((network, other), languages.active()), network.pk == other.pk)


def _groups(networks: list[NetworkPage], members: dict[int, set[int]]) -> list[SharedGroup]:
    """Return who shares at least two networks, those with the most first."""
    shared: dict[int, list[NetworkPage]] = defaultdict(list)
    for network in networks:
        for organisation in members[network.pk]:
            shared[organisation].append(network)
    most = {entry: there for entry, there in shared.items() if len(there) >= FEWEST_SHARED}
    totals: dict[int, int] = defaultdict(int)
    for there in most.values():
        totals[len(there)] += 1
    listed = _listed(most)
    return [
        SharedGroup(number, totals[number], list(group))
        for number, group in groupby(listed, key=lambda entry: len(entry.networks))
    ]


def _listed(shared: dict[int, list[NetworkPage]]) -> list[Shared]:
    """Return the first of them, by number and then by name, with one query."""
    ranked = sorted(shared, key=lambda organisation: -len(shared[organisation]))[:MOST_LISTED]
    found = [Shared(organisation, shared[organisation.pk]) for organisation in _in_order(ranked)]
    return sorted(found, key=lambda organisation: -len(organisation.networks))


def _in_order(organisations: Iterable[int]) -> list[Organisation]:
    found = list(Organisation.objects.filter(pk__in=list(organisations)).order_by(active_sort_column(), "pk"))
    return sorted(found, key=lambda known: sort_key(known.name_sr_latn or "")) if is_cyrillic() else found
