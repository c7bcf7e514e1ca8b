"""Who else is near an organisation: in its town, its country, its networks. Where its page leads on."""

from typing import NamedTuple

from django.http import HttpRequest

from astra_site import languages
from networks.directory import freshness
from networks.directory.facets import Choices
from networks.directory.index import COUNTRY, NETWORK, TOWN, Index, Value, numbers_in
from networks.models import Organisation

MOST_NAMED = 5


class Circle(NamedTuple):
    """A town, a country or a network, how many others are there, and their choice as in an address."""

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
    if organisation.pk not in index.organisations:
        return Neighbours([], [])
    place = index.organisations.index(organisation.pk)
    circles, nearest = [], 0
    for facet, value in _values(index, organisation, place):
        others = _others(index, facet, value) & ~(1 << place)
        if others:
            query = Choices(index, {facet: (value,)}).query(index.language)
            circles.append(Circle(value.label, value.language, others.bit_count(), query))
            nearest = nearest or others
    keys = [index.organisations[number] for number in numbers_in(nearest, 0, MOST_NAMED)]
    found = Organisation.objects.filter(live=True).defer("about", "about_sr_latn", "about_en").in_bulk(keys)
    return Neighbours(circles, [found[key] for key in keys if key in found])


def _values(index: Index, organisation: Organisation, place: int) -> list[tuple[str, Value]]:
    """Return what an organisation has with others; the town of a secret place is not known here."""
    values = index.values
    found = [
        (TOWN, values[TOWN].get(index.places[place].town)),
        (COUNTRY, values[COUNTRY].get(organisation.country)),
        *((NETWORK, values[NETWORK].get(key)) for key in index.networks_of.get(organisation.pk, [])),
    ]
    return [(facet, value) for facet, value in found if value is not None]


def _others(index: Index, facet: str, value: Value) -> int:
    return Choices(index, {facet: (value,)}).matching() & index.current
