"""The directory in memory, so that choosing and counting cost next to nothing.

A set of organisations is one whole number: bit 0 stands for the first organisation in alphabetical
order, bit 1 for the second. "In this network and in that country" is then an `&`, and "how many" is
`bit_count()`. There is one index a version of the site, for the order differs.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from astra_site import languages
from astra_site.cyrillic.order import sort_key
from astra_site.languages import script
from astra_site.search.words import folded_words
from astra_site.serbian.sorting import ALPHABET, CYRILLIC_ALPHABET
from networks.countries import country_name
from networks.directory import rows
from networks.directory.rendered_maps import RenderedMaps
from networks.directory.rows import CURRENT, UNCONFIRMED
from networks.directory.standing import NotCounted, standings
from networks.directory.towns import Names
from networks.directory.word_sets import WordSets, words_of

NETWORK, COUNTRY, TOWN, FIELD, KIND = "network", "country", "town", "field", "kind"
FACETS = (NETWORK, COUNTRY, TOWN, FIELD, KIND)
ANY = ""


class Value(NamedTuple):
    """Something by which organisations can be chosen: a country, a network."""

    id: str
    # What stands in an address, by language.
    keys: Names
    label: str = ""
    # The language of the label where it is not that of the index.
    language: str = ""
    url: str = ""


class Located(NamedTuple):
    """An organisation as a map takes it. Of one that keeps its place secret nothing is here."""

    pk: int
    country: str = ""
    # The town's key among the values, and its name.
    town: str = ""
    public_city: str = ""
    longitude: float | None = None
    latitude: float | None = None
    do_not_publish_location: bool = False


class LetterRange(NamedTuple):
    """The organisations under one letter: from `first` on, before `end`."""

    letter: str
    number: int
    first: int
    end: int


@dataclass(frozen=True)
class Index:
    """All published organisations in one language."""

    language: str
    organisations: list[int]
    # Where they are, in the same order.
    places: list[Located]
    letters: list[LetterRange]
    everything: int
    values: dict[str, dict[str, Value]]
    # By facet and value; networks and kinds stand in `memberships`.
    sets: dict[str, dict[str, int]]
    # By network and kind, for "partner in that network" is one membership. ANY network, ANY current kind.
    # Instead of a kind stands what is known of the membership, whatever it is as: CURRENT and the others.
    memberships: dict[tuple[str, str], int]
    networks_of: dict[int, list[str]]
    # In which networks they are known only from an old list.
    unconfirmed_in: dict[int, list[str]]
    standings: dict[int, NotCounted]
    words: WordSets
    # Those whose own point on the map is known and told.
    with_point: int
    # When each was published last, in the same order.
    published_at: list[datetime | None]
    maps: RenderedMaps = field(default_factory=RenderedMaps)

    def with_words(self, text: str) -> int:
        """Return the set of those who are known by all the words of `text`, or by words that begin so."""
        return self.words.matching(text, self.language)

    @property
    def as_of(self) -> datetime | None:
        """Return when the last of them was published."""
        return self.latest(range(len(self.organisations)))

    def latest(self, numbers: Iterable[int]) -> datetime | None:
        """Return when the last of these was published."""
        known = (self.published_at[number] for number in numbers)
        return max(filter(None, known), default=None)

    @property
    def current(self) -> int:
        """Return the set of those who are known to be in some network: what the site counts."""
        return self.memberships.get((ANY, ANY), 0)

    @property
    def countries(self) -> int:
        """Return the number of countries in which those are."""
        return sum(bool(there & self.current) for there in self.sets[COUNTRY].values())


def build(content: rows.DirectoryContent, version: str) -> Index:
    """Make the index of `content` for a version of the site."""
    with script.cyrillic(version == languages.CYRILLIC):
        return _build(content, version, languages.source_of(version))


def _build(content: rows.DirectoryContent, version: str, language: str) -> Index:
    order = sorted(content.organisations, key=lambda organisation: (organisation.sort_key, organisation.id))
    towns = _towns(content, language)
    degrees = {
        organisation.town: organisation.degrees
        for organisation in reversed(order)
        if organisation.town and organisation.degrees
    }
    place = {organisation.id: number for number, organisation in enumerate(order)}
    networks = [network.id for network in content.networks]
    return Index(
        language=language,
        organisations=[organisation.id for organisation in order],
        places=[_located(organisation, towns, degrees) for organisation in order],
        letters=_letters([organisation.sort_key for organisation in order], version),
        everything=(1 << len(order)) - 1,
        values={
            NETWORK: {network.id: _network(network, language) for network in content.networks},
            COUNTRY: _countries(content, language),
            TOWN: towns,
            FIELD: _fields(content, language),
        },
        sets={
            COUNTRY: _grouped((row.country, place[row.id]) for row in order if row.country),
            TOWN: _grouped((row.town, place[row.id]) for row in order if row.town),
            FIELD: _grouped((row.field, place[row.organisation]) for row in content.work),
        },
        memberships=_memberships(content, place),
        networks_of=_networks_of(content, CURRENT, networks),
        unconfirmed_in=_networks_of(content, UNCONFIRMED, networks),
        standings=standings(content.memberships),
        words=_words(content, place),
        with_point=as_set(number for number, row in enumerate(order) if row.degrees),
        published_at=[row.published_at for row in order],
    )


def _located(
    organisation: rows.OrganisationRow, towns: dict[str, Value], degrees: dict[str, tuple[float, float]]
) -> Located:
    """Return where an organisation is; one that gives no coordinates is where others of its town are."""
    if organisation.is_secret:
        return Located(organisation.id, do_not_publish_location=True)
    longitude, latitude = organisation.degrees or degrees.get(organisation.town) or (None, None)
    town = towns[organisation.town].label if organisation.town else ""
    return Located(organisation.id, organisation.country, organisation.town, town, longitude, latitude)


def as_set(numbers: Iterable[int]) -> int:
    """Return the set of `numbers`."""
    bits = bytearray()
    for number in numbers:
        if number >> 3 >= len(bits):
            bits.extend(bytes((number >> 3) + 1 - len(bits)))
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def numbers_in(chosen: int, first: int, size: int) -> list[int]:
    """Return `size` numbers of a set, in order, leaving out the `first` ones."""
    digits, found, at = format(chosen, "b")[::-1], [], -1
    for position in range(first + size):
        at = digits.find("1", at + 1)
        if at < 0:
            break
        if position >= first:
            found.append(at)
    return found


def letter_of(key: str, version: str) -> tuple[str, int]:
    """Return the letter under which a name with the sort key `key` stands, and its place among letters."""
    code = key[:2]
    if not code.strip():
        return "#", 0
    if code[0] == "0":
        return "0–9", 1
    alphabet = CYRILLIC_ALPHABET if version == languages.CYRILLIC else ALPHABET
    letter = alphabet[int(code) - 10]
    if version == languages.ENGLISH:
        letter = letter[0]
    return letter.capitalize(), alphabet.index(letter) + 2


def _letters(keys: list[str], version: str) -> list[LetterRange]:
    ranges: list[LetterRange] = []
    for number, key in enumerate(keys):
        letter, place = letter_of(key, version)
        if ranges and ranges[-1].letter == letter:
            ranges[-1] = ranges[-1]._replace(end=number + 1)
        else:
            ranges.append(LetterRange(letter, place, number, number + 1))
    return ranges


def _grouped(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    groups = defaultdict(list)
    for value, number in pairs:
        groups[value].append(number)
    return {value: as_set(numbers) for value, numbers in groups.items()}


def _memberships(content: rows.DirectoryContent, place: dict[int, int]) -> dict[tuple[str, str], int]:
    groups = defaultdict(list)
    for row in content.memberships:
        for kind in (row.kind, ANY, CURRENT) if row.state == CURRENT else (row.state,):
            groups[row.network, kind].append(place[row.organisation])
            groups[ANY, kind].append(place[row.organisation])
    return {pair: as_set(numbers) for pair, numbers in groups.items()}


def _networks_of(content: rows.DirectoryContent, state: str, order: list[str]) -> dict[int, list[str]]:
    """Return by organisation the networks to which it belongs in such a state, in `order`."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in content.memberships:
        if row.state == state:
            found[row.organisation].add(row.network)
    places = {network: number for number, network in enumerate(order)}
    return {organisation: sorted(there, key=places.__getitem__) for organisation, there in found.items()}


def _words(content: rows.DirectoryContent, place: dict[int, int]) -> WordSets:
    """Return who is known by which words: names, places and fields of work, in both languages."""
    work = {field.id: folded_words(" ".join(field.names.values())) for field in content.fields}
    known = [(word, place[row.organisation]) for row in content.work for word in work[row.field]]
    for organisation in content.organisations:
        countries = [country_name(organisation.country, language) for language in languages.CODES]
        texts = " ".join([*organisation.texts, *filter(None, countries)])
        known += [(word, place[organisation.id]) for word in words_of(texts)]
    return WordSets(_grouped(known))


def _network(network: rows.Network, language: str) -> Value:
    label, written = _in_language(network.names, language)
    foreign = network.name_language if network.name_language != languages.html_code(language) else ""
    return Value(network.id, network.slugs, label, foreign or written, network.addresses[language])


def _fields(content: rows.DirectoryContent, language: str) -> dict[str, Value]:
    values = []
    for work in content.fields:
        label, written = _in_language(work.names, language)
        values.append(Value(work.id, dict.fromkeys(languages.CODES, work.key), label, written))
    return _alphabetical(values)


def _countries(content: rows.DirectoryContent, language: str) -> dict[str, Value]:
    codes = {organisation.country for organisation in content.organisations if organisation.country}
    return _alphabetical(
        Value(code, dict.fromkeys(languages.CODES, code), country_name(code, language) or code)
        for code in codes
    )


def _towns(content: rows.DirectoryContent, language: str) -> dict[str, Value]:
    values = []
    for town in content.towns:
        label, written = _in_language(town.names, language)
        if town.is_ambiguous[language]:
            label = f"{label} ({country_name(town.country, language)})"
        values.append(Value(town.id, town.keys, label, written))
    return _alphabetical(values)


def _in_language(names: Names, language: str) -> tuple[str, str]:
    """Return a name and, where it had to fall back on Serbian, the language in which it is."""
    if names[language]:
        return names[language], ""
    return names[languages.SOURCE], languages.html_code(languages.SOURCE)


def _alphabetical(values: Iterable[Value]) -> dict[str, Value]:
    return {value.id: value for value in sorted(values, key=lambda value: (sort_key(value.label), value.id))}
