"""What a visitor has chosen, and what each further choice would give.

Several networks or fields of work widen the choice, another facet and words narrow it. Network and kind
speak of the same membership. Without the kind "former" only current ones count.
"""

from collections.abc import Collection, Iterable
from functools import reduce
from itertools import product
from operator import or_
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from networks.directory.index import Index, Value
from networks.directory.parameters import (
    LONGEST_VALUE,
    PARAMETERS,
    SEVERAL,
    WORDS,
    asked_values,
    asked_words,
)
from networks.directory.rows import CURRENT, FORMER, UNCONFIRMED
from networks.directory.sets import ANY, COUNTRY, FACETS, FIELD, KIND, NETWORK, TOWN
from networks.models.membership import MembershipKind

LABELS: dict[str, str | Promise] = {
    NETWORK: _("Network"),
    COUNTRY: _("Country"),
    TOWN: _("Town"),
    FIELD: _("Field of work"),
    KIND: pgettext_lazy("as what an organisation belongs", "Role in the network"),
}
# What is known of a membership, as whatever: how it stands in addresses and what it is called.
STATES: tuple[tuple[str, tuple[str, str], Promise], ...] = (
    (CURRENT, ("sadasnja", "current"), pgettext_lazy("a membership", "current, in any role")),
    (UNCONFIRMED, ("nepotvrdjena", "unconfirmed"), pgettext_lazy("a membership", "unconfirmed")),
    (FORMER, ("nekadasnja-clanica", "former-member"), _("former member or partner")),
)
# These two speak of one membership, so each is counted with the other.
OF_MEMBERSHIP = {NETWORK, KIND}
# A list of towns that nobody could read through would also weigh more than the whole page.
MOST_OPTIONS = 150
# A field of work that only one organisation has is no choice; its words find it.
LEAST_IN_A_FIELD = 2


# The values chosen, by facet.
Chosen = dict[str, tuple[Value, ...]]


class Option(NamedTuple):
    """A value that can be chosen, and how many organisations there are then."""

    key: str
    label: str
    language: str
    number: int
    is_chosen: bool


class Facet(NamedTuple):
    """One question with its answers; of some several can be chosen."""

    name: str
    parameter: str
    label: str | Promise
    options: list[Option]
    takes_several: bool
    # Only the options with the most organisations are there.
    is_cut: bool


class Removable(NamedTuple):
    """A choice that was made, and the address without it."""

    label: str
    language: str
    facet: str | Promise
    without: str


class PerCountry(NamedTuple):
    """A country, how many of those who fit are there, and their choice as it stands in an address."""

    label: str
    number: int
    query: str


class Former(NamedTuple):
    """How many organisations once belonged, where nobody does now, and their choice in an address."""

    number: int
    query: str


class Unknown(NamedTuple):
    """A value of an address that stands for nothing here."""

    facet: str
    label: str | Promise
    text: str


class Choices:
    """A visitor's choices in the directory of one language."""

    def __init__(
        self, index: Index, chosen: Chosen, words: str = "", unknown: list[Unknown] | None = None
    ) -> None:
        self.index = index
        self.chosen = chosen
        self.words = words
        self.unknown = unknown or []
        self._with_words = index.with_words(words) if words else index.everything

    @classmethod
    def read(cls, index: Index, parameters: QueryDict) -> "Choices":
        """Read the choices from an address; the other language's words count as well."""
        chosen: Chosen = {}
        unknown = []
        for facet in FACETS:
            for text in asked_values(parameters, facet, index.language):
                value = _find(index, facet, text)
                if value is None:
                    unknown.append(Unknown(facet, LABELS[facet], text[:LONGEST_VALUE]))
                elif value not in chosen.get(facet, ()):
                    chosen[facet] = (*chosen.get(facet, ()), value)
        return cls(index, chosen, asked_words(parameters, index.language), unknown)

    @property
    def is_made(self) -> bool:
        """Tell whether there is any choice, be it one that nobody knows."""
        return bool(self.chosen or self.words or self.unknown)

    @property
    def words_parameter(self) -> str:
        """Return the name of the words in an address."""
        return WORDS[self.index.language]

    @property
    def quoted_words(self) -> str:
        """Return the words in the quotation marks of the language of the page."""
        return gettext("“%(words)s”") % {"words": self.words}

    @property
    def made(self) -> str:
        """Return the choices in words, in one line."""
        labels = [value.label for values in self.chosen.values() for value in values]
        return ", ".join([self.quoted_words, *labels] if self.words else labels)

    def query(self, language: str, without: Value | None = None, *, with_words: bool = True) -> str:
        """Return the choices as they stand in an address, in `language`, but for one value or the words."""
        pairs = [
            (PARAMETERS[language][facet], value.keys[language])
            for facet, values in self.chosen.items()
            for value in values
            if value != without
        ]
        words = [(WORDS[language], self.words)] if self.words and with_words else []
        return urlencode([*words, *pairs])

    def and_also(self, chosen: dict[str, Value]) -> "Choices":
        """Return these choices with others besides or instead."""
        others = {facet: (value,) for facet, value in chosen.items()}
        return Choices(self.index, {**self.chosen, **others}, self.words)

    def matching(self, without: Collection[str] = ()) -> int:
        """Return the set of organisations that fit all choices but those of the facets `without`."""
        found = self._with_words
        for facet, values in self.chosen.items():
            if facet not in (*without, *OF_MEMBERSHIP):
                found &= self._any_of(facet, values)
        if OF_MEMBERSHIP & self.chosen.keys() and not OF_MEMBERSHIP & set(without):
            found &= self._members(self._ids(NETWORK), self._ids(KIND))
        return found

    def facets(self) -> list[Facet]:
        """Return every facet with the options that would give anything."""
        return [self._facet(facet) for facet in FACETS]

    def countries(self) -> list[PerCountry]:
        """Return the countries of those who fit; none where one was chosen."""
        if COUNTRY in self.chosen:
            return []
        fitting = self.matching()
        numbers = [
            (value, (fitting & self.index.sets[COUNTRY].get(value.id, 0)).bit_count())
            for value in self.index.values[COUNTRY].values()
        ]
        return [
            PerCountry(value.label, number, self.and_also({COUNTRY: value}).query(self.index.language))
            for value, number in numbers
            if number
        ]

    @property
    def former(self) -> Former | None:
        """Return who belonged to the networks chosen where nobody does now; None where that is no answer."""
        if NETWORK not in self.chosen or KIND in self.chosen:
            return None
        once = self.and_also({KIND: kinds(self.index.language)[FORMER]})
        number = once.matching().bit_count()
        return Former(number, once.query(self.index.language)) if number else None

    def removable(self) -> list[Removable]:
        """Return the choices made, each with the address without it."""
        language = self.index.language
        words = [Removable(self.quoted_words, "", _("Words"), self.query(language, with_words=False))]
        return (words if self.words else []) + [
            Removable(value.label, value.language, LABELS[facet], self.query(language, without=value))
            for facet, values in self.chosen.items()
            for value in values
        ]

    def _facet(self, facet: str) -> Facet:
        # Network and kind are answered together, by the sets of `_set`.
        base = self.matching(without=OF_MEMBERSHIP if facet in OF_MEMBERSHIP else {facet})
        options = []
        for value in values_of(self.index, facet).values():
            number = (base & self._set(facet, value)).bit_count()
            is_chosen = value in self.chosen.get(facet, ())
            if is_chosen or (number and self._is_offered(facet, value)):
                key = value.keys[self.index.language]
                options.append(Option(key, value.label, value.language, number, is_chosen))
        shown = _largest(options) if facet == TOWN else options
        parameter = PARAMETERS[self.index.language][facet]
        return Facet(
            facet, parameter, LABELS[facet], shown, facet in SEVERAL, is_cut=len(shown) < len(options)
        )

    def _is_offered(self, facet: str, value: Value) -> bool:
        return facet != FIELD or self.index.sets[FIELD][value.id].bit_count() >= LEAST_IN_A_FIELD

    def _set(self, facet: str, value: Value) -> int:
        if facet == NETWORK:
            return self._members([value.id], self._ids(KIND))
        if facet == KIND:
            return self._members(self._ids(NETWORK), [value.id])
        return self.index.sets[facet].get(value.id, 0)

    def _any_of(self, facet: str, values: Iterable[Value]) -> int:
        return reduce(or_, (self.index.sets[facet].get(value.id, 0) for value in values), 0)

    def _members(self, networks: list[str], kinds: list[str]) -> int:
        pairs = product(networks, kinds)
        return reduce(or_, (self.index.memberships.get(pair, 0) for pair in pairs), 0)

    def _ids(self, facet: str) -> list[str]:
        return [value.id for value in self.chosen.get(facet, ())] or [ANY]


def values_of(index: Index, facet: str) -> dict[str, Value]:
    """Return the values of `facet` in the order in which they are offered."""
    return kinds(index.language) if facet == KIND else index.values[facet]


def kinds(language: str) -> dict[str, Value]:
    """Return the kinds of membership between the current ones of all kinds and those that may not last."""
    words = [(kind.value, kind.slugs, kind.label) for kind in MembershipKind]
    current, *others = STATES
    with translation.override(language):
        return {
            kind: Value(kind, dict(zip(languages.CODES, slugs, strict=True)), capfirst(str(label)))
            for kind, slugs, label in [current, *words, *others]
        }


def _find(index: Index, facet: str, text: str) -> Value | None:
    """Return the value that `text` stands for, in this language before the other."""
    values = values_of(index, facet).values()
    for language in (index.language, languages.other(index.language)):
        for value in values:
            if value.keys[language].lower() == text.lower():
                return value
    return None


def _largest(options: list[Option]) -> list[Option]:
    if len(options) <= MOST_OPTIONS:
        return options
    ordered = sorted(options, key=lambda option: (not option.is_chosen, -option.number))
    kept = {option.key for option in ordered[:MOST_OPTIONS]}
    return [option for option in options if option.key in kept]
