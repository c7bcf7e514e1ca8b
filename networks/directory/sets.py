"""The organisations of the directory by number, and who is where, does what and belongs to what, as sets.

All of it is the same in every version of the site; its order and what things are called there: index.py.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from astra_site.search.words import folded_words
from networks.directory.bits import as_set, grouped
from networks.directory.rows import (
    CURRENT,
    UNCONFIRMED,
    DirectoryContent,
    Field,
    Network,
    OrganisationRow,
)
from networks.directory.standing import NotCounted, standings
from networks.directory.towns import Town
from networks.directory.word_sets import WordSets

NETWORK, COUNTRY, TOWN, FIELD, KIND = "network", "country", "town", "field", "kind"
FACETS = (NETWORK, COUNTRY, TOWN, FIELD, KIND)
ANY = ""


@dataclass(frozen=True)
class Sets:
    """All published organisations by number: who is where, does what and belongs to what."""

    rows: list[OrganisationRow]
    networks: list[Network]
    fields: list[Field]
    towns: list[Town]
    # Of each town, where the first is that gives coordinates.
    degrees: dict[str, tuple[float, float]]
    everything: int
    # By facet and value; networks and kinds stand in `memberships`.
    sets: dict[str, dict[str, int]]
    # By network and kind, for "partner in that network" is one membership. ANY network, ANY current kind.
    # Instead of a kind stands what is known of the membership, whatever it is as: CURRENT and the others.
    memberships: dict[tuple[str, str], int]
    networks_of: dict[int, tuple[str, ...]]
    # In which networks they are known only from an old list.
    unconfirmed_in: dict[int, tuple[str, ...]]
    standings: dict[int, NotCounted]
    words: WordSets
    # Those whose own point on the map is known and told.
    with_point: int

    def number_of(self, key: int | None) -> int | None:
        """Return the number of the organisation with this key, if it is published; a new one has none."""
        number = len(self.rows) if key is None else bisect_left(self.rows, key, key=attrgetter("id"))
        return number if number < len(self.rows) and self.rows[number].id == key else None

    @property
    def as_of(self) -> datetime | None:
        """Return when the last of them was published."""
        return self.latest(range(len(self.rows)))

    def latest(self, numbers: Iterable[int]) -> datetime | None:
        """Return when the last of these was published."""
        known = (self.rows[number].published_at for number in numbers)
        return max(filter(None, known), default=None)

    @property
    def current(self) -> int:
        """Return the set of those who are known to be in some network: what the site counts."""
        return self.memberships.get((ANY, ANY), 0)

    @property
    def countries(self) -> int:
        """Return the number of countries in which those are."""
        return sum(bool(there & self.current) for there in self.sets[COUNTRY].values())


def sets_of(content: DirectoryContent) -> Sets:
    """Return the sets of what was read."""
    rows = content.organisations
    numbers = {row.id: number for number, row in enumerate(rows)}
    networks = [network.id for network in content.networks]
    return Sets(
        rows=rows,
        networks=content.networks,
        fields=content.fields,
        towns=content.towns,
        degrees={row.town: row.degrees for row in reversed(rows) if row.town and row.degrees},
        everything=(1 << len(rows)) - 1,
        sets={
            COUNTRY: grouped((row.country, number) for number, row in enumerate(rows) if row.country),
            TOWN: grouped((row.town, number) for number, row in enumerate(rows) if row.town),
            FIELD: grouped((row.field, numbers[row.organisation]) for row in content.work),
        },
        memberships=_memberships(content, numbers),
        networks_of=_networks_of(content, CURRENT, networks),
        unconfirmed_in=_networks_of(content, UNCONFIRMED, networks),
        standings=standings(content.memberships),
        words=_words(content, numbers),
        with_point=as_set(number for number, row in enumerate(rows) if row.degrees),
    )


def _memberships(content: DirectoryContent, numbers: dict[int, int]) -> dict[tuple[str, str], int]:
    return grouped(
        ((network, kind), numbers[row.organisation])
        for row in content.memberships
        for kind in ((row.kind, ANY, CURRENT) if row.state == CURRENT else (row.state,))
        for network in (row.network, ANY)
    )


def _networks_of(content: DirectoryContent, state: str, order: list[str]) -> dict[int, tuple[str, ...]]:
    """Return by organisation the networks to which it belongs in such a state, in `order`."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in content.memberships:
        if row.state == state:
            found[row.organisation].add(row.network)
    places = {network: number for number, network in enumerate(order)}
    # One for all organisations that belong to the same.
    same: dict[tuple[str, ...], tuple[str, ...]] = {}
    in_order = {key: tuple(sorted(there, key=places.__getitem__)) for key, there in found.items()}
    return {key: same.setdefault(there, there) for key, there in in_order.items()}


def _words(content: DirectoryContent, numbers: dict[int, int]) -> WordSets:
    """Return who is known by which words: names, places and fields of work, in both languages."""
    known: dict[str, list[int]] = defaultdict(list)
    work = {field.id: folded_words(" ".join(field.names.values())) for field in content.fields}
    for row in content.work:
        for word in work[row.field]:
            known[word].append(numbers[row.organisation])
    for number, texts in enumerate(content.texts):
        # Names and places say the same word in both languages.
        for word in set(folded_words(texts)):
            known[word].append(number)
    return WordSets(known)
