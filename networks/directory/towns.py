"""The towns of the directory: what they are called, and what stands for each of them in an address.

A town is not kept anywhere by itself; it is what organisations of one country write as theirs.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from astra_site import languages
from astra_site.serbian.folding import slugify

CODES = languages.CODES
# By language.
Names = dict[str, str]


class Town(NamedTuple):
    """A town with what stands for it in an address, by language."""

    id: str
    country: str
    names: Names
    keys: Names
    # There is another town of this name in another country.
    is_ambiguous: dict[str, bool]


# Thousands of organisations sit in a few hundred towns, and these are the same at the next reading.
_slug_of = lru_cache(maxsize=8192)(slugify)


class TownsAsWritten:
    """Takes note of how each organisation writes its town."""

    def __init__(self) -> None:
        self._serbian: Names = {}
        self._english: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, country: str, city: str | None, city_en: str | None) -> str:
        """Return the id of the town that an organisation writes so; "" where it writes none."""
        slug = _slug_of(city or "")
        if not slug:
            return ""
        town = sys.intern(f"{country}/{slug}")
        self._serbian.setdefault(town, city or "")
        self._english[town][city_en or ""] += 1
        return town

    def names(self) -> dict[str, Names]:
        """Return the names of every town: the first in Serbian, in English the one written most often."""
        return {
            town: {languages.SOURCE: serbian, languages.ENGLISH: _most_common(self._english[town])}
            for town, serbian in self._serbian.items()
        }


def _most_common(written: Counter[str]) -> str:
    """Return the name that most organisations of a town write; none only if nobody writes one."""
    return max(written, key=lambda name: (bool(name), written[name], name))


def with_keys(names: dict[str, Names]) -> list[Town]:
    """Return the towns, each with keys that no other town has."""
    slugs = {town: _slugs(of_town) for town, of_town in names.items()}
    ambiguous = {language: _repeated(of_town[language] for of_town in slugs.values()) for language in CODES}
    taken: dict[str, set[str]] = {language: set() for language in CODES}
    return [_with_keys(town, names[town], slugs[town], ambiguous, taken) for town in sorted(names)]


def _slugs(names: Names) -> Names:
    """Return a town's slug in each language; English falls back on Serbian."""
    return {language: _slug_of(names[language]) or _slug_of(names[languages.SOURCE]) for language in CODES}


def _repeated(slugs: Iterable[str]) -> set[str]:
    return {slug for slug, number in Counter(slugs).items() if number > 1}


def _with_keys(
    town: str, names: Names, slugs: Names, ambiguous: dict[str, set[str]], taken: dict[str, set[str]]
) -> Town:
    country = town.partition("/")[0]
    is_ambiguous = {language: slugs[language] in ambiguous[language] for language in CODES}
    keys = {}
    for language in CODES:
        wanted = slugs[language]
        if is_ambiguous[language] and country:
            wanted = f"{wanted}-{country.lower()}"
        keys[language] = _free(wanted, taken[language])
        taken[language].add(keys[language])
    return Town(town, country, names, keys, is_ambiguous)


def _free(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, with a number behind it where another town has it already."""
    key, number = wanted, 1
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
