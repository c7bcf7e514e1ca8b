"""Who else is near an organisation: in its town, its country, its networks. Where its page leads on."""

from typing import NamedTuple

from django.http import HttpRequest

from astra_site import languages
from networks.directory import freshness
from networks.directory.facets import Choices
from networks.directory.index import Index, Value
from networks.directory.listing_page import rows_of
from networks.directory.sets import COUNTRY, NETWORK, TOWN
from networks.models import Organisation

MOST_NAMED = 5


class Circle(NamedTuple):
    """A town, a country or a network, how many are there, and their choice as in an address."""

    label: str
    language: str
    number: int
    query: str


class Neighbours(NamedTuple):
    """The circles from near to far, and a few organisations of the nearest."""

    circles: list[Circle]
    named: list[Organisation]


def neighbours(organisation: Organisation, request: HttpRequest | None) -> Neighbours:
    """Return who else is near; nobody for an organisation that is not published yet."""
    index = freshness.index(languages.active(), request)
    number = index.number_of(organisation.pk)
    if number is None:
        return Neighbours([], [])
    circles: list[Circle] = []
    named: list[Organisation] = []
    for facet, value in _values(index, organisation, number):
        circle = Choices(index, {facet: (value,)})
        # As many as the list to which the link leads says.
        everybody = circle.matching() & index.current
        others = everybody & ~(1 << number)
        if others and not circles:
            nearest = index.numbers_in(others, 0, MOST_NAMED)
            named = rows_of(circle, [index.rows[number].id for number in nearest])
        if others:
            query = circle.query(index.language)
            circles.append(Circle(value.label, value.language, everybody.bit_count(), query))
    return Neighbours(circles, named)


def _values(index: Index, organisation: Organisation, number: int) -> list[tuple[str, Value]]:
    """Return what an organisation has with others; the town of a secret place is not known here."""
    values = index.values
    # Who is known from an old list only is near others of that network all the same.
    networks = [*index.networks_of.get(organisation.pk, []), *index.unconfirmed_in.get(organisation.pk, [])]
    found = [
        (TOWN, values[TOWN].get(index.rows[number].town)),
        (COUNTRY, values[COUNTRY].get(organisation.country)),
        *((NETWORK, values[NETWORK].get(key)) for key in networks),
    ]
    return [(facet, value) for facet, value in found if value is not None]
