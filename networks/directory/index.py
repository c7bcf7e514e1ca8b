"""The directory in memory in one version of the site: its order, its letters, what things are called there.

The organisations themselves are the same in every version: sets.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import NamedTuple

from astra_site import languages
from astra_site.cyrillic.names import to_cyrillic
from astra_site.cyrillic.order import sort_key
from astra_site.languages import script
from astra_site.serbian.sorting import ALPHABET, CYRILLIC_ALPHABET, cyrillic_sort_key
from networks.countries import country_name
from networks.directory import rows
from networks.directory.bits import as_set, numbers_in
from networks.directory.rendered_maps import RenderedMaps
from networks.directory.rows import OrganisationRow
from networks.directory.sets import COUNTRY, FIELD, NETWORK, TOWN, Sets
from networks.directory.towns import Names


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


class LetterSet(NamedTuple):
    """A letter, its number in the alphabet, and the set of the organisations under it."""

    letter: str
    number: int
    organisations: int


@dataclass(frozen=True)
class Index(Sets):
    """All published organisations in one version of the site."""

    language: str
    # Their numbers in alphabetical order.
    order: list[int]
    letters: list[LetterSet]
    values: dict[str, dict[str, Value]]
    maps: RenderedMaps = field(default_factory=RenderedMaps)

    def with_words(self, text: str) -> int:
        """Return the set of those who are known by all the words of `text`, or by words that begin so."""
        return self.words.matching(text, self.language)

    def numbers_in(self, chosen: int, first: int = 0, size: int | None = None) -> list[int]:
        """Return `size` numbers of a set, or all, in alphabetical order, leaving out the `first` ones."""
        return list(islice(numbers_in(chosen, self.order), first, None if size is None else first + size))

    def places(self, numbers: Iterable[int]) -> list[Located]:
        """Return where organisations are; one that gives no coordinates is where others of its town are."""
        return [self._located(self.rows[number]) for number in numbers]

    def _located(self, row: OrganisationRow) -> Located:
        if row.is_secret:
            return Located(row.id, do_not_publish_location=True)
        longitude, latitude = row.degrees or self.degrees.get(row.town) or (None, None)
        town = self.values[TOWN][row.town].label if row.town else ""
        return Located(row.id, row.country, row.town, town, longitude, latitude)


def build(sets: Sets, version: str) -> Index:
    """Make the index of a version of the site."""
    with script.cyrillic(version == languages.CYRILLIC):
        language = languages.source_of(version)
        keys = [(_sort_key(row, version), row.id) for row in sets.rows]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        return Index(
            **vars(sets),
            language=language,
            order=order,
            letters=_letters([(keys[number][0], number) for number in order], version),
            values={
                NETWORK: {network.id: _network(network, language) for network in sets.networks},
                COUNTRY: _countries(sets, language),
                TOWN: _towns(sets, language),
                FIELD: _fields(sets, language),
            },
        )


def _sort_key(row: OrganisationRow, version: str) -> str:
    if version == languages.CYRILLIC:
        return cyrillic_sort_key(to_cyrillic(row.name))
    return row.sort_key_en if version == languages.ENGLISH else row.sort_key


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


def _letters(keys: list[tuple[str, int]], version: str) -> list[LetterSet]:
    """Return the letters of organisations in their order, each with its sort key."""
    return [
        LetterSet(letter, place, as_set(number for _key, number in group))
        for (letter, place), group in groupby(keys, key=lambda pair: letter_of(pair[0], version))
    ]


def _network(network: rows.Network, language: str) -> Value:
    label, written = _in_language(network.names, language)
    foreign = network.name_language if network.name_language != languages.html_code(language) else ""
    return Value(network.id, network.slugs, label, foreign or written, network.addresses[language])


def _fields(sets: Sets, language: str) -> dict[str, Value]:
    values = []
    for work in sets.fields:
        label, written = _in_language(work.names, language)
        values.append(Value(work.id, dict.fromkeys(languages.CODES, work.key), label, written))
    return _alphabetical(values)


def _countries(sets: Sets, language: str) -> dict[str, Value]:
    codes = {organisation.country for organisation in sets.rows if organisation.country}
    return _alphabetical(
        Value(code, dict.fromkeys(languages.CODES, code), country_name(code, language) or code)
        for code in codes
    )


def _towns(sets: Sets, language: str) -> dict[str, Value]:
    values = []
    for town in sets.towns:
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
