"""What a visitor has chosen, as it stands in the address, and what each further choice would give.

?mreza=at-mreza&zemlja=RS and ?network=at-network&country=RS are the same choices. One value a facet;
network and kind speak of the same membership. Without the kind "former" only current ones count.
"""

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from astra_site import languages
from networks.directory.index import ANY, COUNTRY, FACETS, KIND, NETWORK, TOWN, Index, Value
from networks.directory.rows import CURRENT, FORMER, UNCONFIRMED
from networks.models.membership import MembershipKind

PARAMETERS = {
    languages.SOURCE: dict(zip(FACETS, ("mreza", "zemlja", "mesto", "oblast", "vrsta"), strict=True)),
    languages.ENGLISH: {facet: facet for facet in FACETS},
}
CHOICES = {name for names in PARAMETERS.values() for name in names.values()}
LABELS: dict[str, str | Promise] = dict(
    zip(
        FACETS,
        (
            _("Network"),
            _("Country"),
            _("Town"),
            _("Field of work"),
            pgettext_lazy("as what an organisation belongs", "Belongs as"),
        ),
        strict=True,
    )
)
# What is known of a membership, as whatever: how it stands in addresses and what it is called.
STATES: tuple[tuple[str, tuple[str, str], Promise], ...] = (
    (CURRENT, ("sadasnja", "current"), pgettext_lazy("a membership", "current, in any role")),
    (UNCONFIRMED, ("nepotvrdjena", "unconfirmed"), pgettext_lazy("a membership", "unconfirmed")),
    (FORMER, ("nekadasnja-clanica", "former-member"), _("former member")),
)
# These two speak of one membership, so each is counted with the other.
OF_MEMBERSHIP = {NETWORK, KIND}
LONGEST_VALUE = 60
# A list of towns that nobody could read through would also weigh more than the whole page.
MOST_OPTIONS = 150


class Option(NamedTuple):
    """A value that can be chosen, and how many organisations there are then."""

    key: str
    label: str
    language: str
    number: int
    is_chosen: bool


class Facet(NamedTuple):
    """One question with its answers."""

    name: str
    parameter: str
    label: str | Promise
    options: list[Option]
    # Only the options with the most organisations are there.
    is_cut: bool


class Chosen(NamedTuple):
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


class Unknown(NamedTuple):
    """A value of an address that stands for nothing here."""

    facet: str | Promise
    text: str


class Choices:
    """A visitor's choices in the directory of one language."""

    def __init__(self, index: Index, chosen: dict[str, Value], unknown: list[Unknown] | None = None) -> None:
        self.index = index
        self.chosen = chosen
        self.unknown = unknown or []

    @classmethod
    def read(cls, index: Index, parameters: QueryDict) -> "Choices":
        """Read the choices from an address; the other language's words count as well."""
        chosen, unknown = {}, []
        for facet in FACETS:
            text = _asked(parameters, facet, index.language)
            value = _find(index, facet, text) if text else None
            if value:
                chosen[facet] = value
            elif text:
                unknown.append(Unknown(LABELS[facet], text[:LONGEST_VALUE]))
        return cls(index, chosen, unknown)

    @property
    def is_made(self) -> bool:
        """Tell whether there is any choice, be it one that nobody knows."""
        return bool(self.chosen or self.unknown)

    @property
    def made(self) -> str:
        """Return the choices in words, in one line."""
        return ", ".join(value.label for value in self.chosen.values())

    def query(self, language: str, without: str = "") -> str:
        """Return the choices as they stand in an address, in `language`."""
        return urlencode(
            [
                (PARAMETERS[language][facet], value.keys[language])
                for facet, value in self.chosen.items()
                if facet != without
            ]
        )

    def and_also(self, chosen: dict[str, Value]) -> "Choices":
        """Return these choices with others besides or instead."""
        return Choices(self.index, {**self.chosen, **chosen})

    def matching(self, without: Collection[str] = ()) -> int:
        """Return the set of organisations that fit all choices but those of the facets `without`."""
        found = self.index.everything
        for facet, value in self.chosen.items():
            if facet not in (*without, *OF_MEMBERSHIP):
                found &= self.index.sets[facet].get(value.id, 0)
        if OF_MEMBERSHIP & self.chosen.keys() and not OF_MEMBERSHIP & set(without):
            found &= self.index.memberships.get((self._id(NETWORK), self._id(KIND)), 0)
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

    def removable(self) -> list[Chosen]:
        """Return the choices made, each with the address without it."""
        return [
            Chosen(
                value.label,
                value.language,
                LABELS[facet],
                self.query(self.index.language, without=facet),
            )
            for facet, value in self.chosen.items()
        ]

    def _facet(self, facet: str) -> Facet:
        # Network and kind are answered together, by the sets of `_set`.
        base = self.matching(without=OF_MEMBERSHIP if facet in OF_MEMBERSHIP else {facet})
        options = []
        for value in values_of(self.index, facet).values():
            number = (base & self._set(facet, value)).bit_count()
            is_chosen = value.id == self._id(facet)
            if number or is_chosen:
                key = value.keys[self.index.language]
                options.append(Option(key, value.label, value.language, number, is_chosen))
        shown = _largest(options) if facet == TOWN else options
        parameter = PARAMETERS[self.index.language][facet]
        return Facet(facet, parameter, LABELS[facet], shown, is_cut=len(shown) < len(options))

    def _set(self, facet: str, value: Value) -> int:
        if facet == NETWORK:
            return self.index.memberships.get((value.id, self._id(KIND)), 0)
        if facet == KIND:
            return self.index.memberships.get((self._id(NETWORK), value.id), 0)
        return self.index.sets[facet].get(value.id, 0)

    def _id(self, facet: str) -> str:
        return self.chosen[facet].id if facet in self.chosen else ANY


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


def without_empty(parameters: QueryDict) -> str | None:
    """Return an address's parameters without empty choices; None where there is no empty one.

    A form sends also what was not chosen: ?mreza=&zemlja=RS. Two addresses of one page would be
    two for every cache, and nobody likes to send the long one to somebody.
    """
    pairs = [(name, value) for name, values in parameters.lists() for value in values]
    made = [(name, value) for name, value in pairs if value.strip() or name not in CHOICES]
    return urlencode(made) if len(made) < len(pairs) else None


def _asked(parameters: QueryDict, facet: str, language: str) -> str:
    for spoken in (language, languages.other(language)):
        text = parameters.get(PARAMETERS[spoken][facet], "").replace("\x00", "").strip()
        if text:
            return text
    return ""


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
