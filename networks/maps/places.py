"""Where organisations are: by country, and inside it by town.

Whoever keeps the place secret is left out here, before anything is counted or drawn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from math import dist
from typing import NamedTuple, Protocol

from astra_site.cyrillic.order import sort_key
from networks.countries import country_name
from networks.maps.shapes import middles


class Placed(Protocol):
    """An organisation, or what the directory's memory knows of one."""

    @property
    def pk(self) -> int: ...  # noqa: D102 named as on the model, as all of these
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def public_city(self) -> str: ...  # noqa: D102
    @property
    def longitude(self) -> float | None: ...  # noqa: D102
    @property
    def latitude(self) -> float | None: ...  # noqa: D102
    @property
    def do_not_publish_location(self) -> bool: ...  # noqa: D102


class Degrees(NamedTuple):
    """A place on the earth."""

    longitude: float
    latitude: float


class Place(NamedTuple):
    """A town and who is there; without a name, those of a country whose town is not known."""

    key: str
    country: str
    town: str
    degrees: Degrees | None
    organisations: list[Placed]

    @property
    def number(self) -> int:
        """Return how many organisations are there."""
        return len(self.organisations)

    @property
    def name(self) -> str:
        """Return the town, or the country in the active language."""
        return self.town or country_name(self.country)


class Country(NamedTuple):
    """A country with its towns in alphabetical order; those without a town come last."""

    key: str
    code: str
    places: list[Place]

    @property
    def name(self) -> str:
        """Return the country in the active language; of none, the town."""
        return country_name(self.code) or self.places[0].name

    @property
    def organisations(self) -> list[Placed]:
        """Return all who are in it."""
        return [organisation for place in self.places for organisation in place.organisations]

    @property
    def number(self) -> int:
        """Return how many organisations are in it."""
        return sum(place.number for place in self.places)

    @property
    def located(self) -> list[Place]:
        """Return the places whose coordinates are known."""
        return [place for place in self.places if place.degrees]

    @property
    def seat(self) -> Degrees:
        """Return where its dot stands: in the town with the most of them, of equals nearest the middle."""
        middle = middles().get(self.code)
        towns = [(place.number, place.degrees) for place in self.places if place.degrees]
        if not towns:
            return Degrees(*middles()[self.code])
        return max(towns, key=lambda town: (town[0], -dist(town[1], middle or town[1])))[1]


def published(organisations: Iterable[Placed]) -> list[Placed]:
    """Return those that may appear on a map and of which at least the country is known."""
    return [
        organisation
        for organisation in organisations
        if not organisation.do_not_publish_location
        and (_degrees(organisation) or organisation.country in middles())
    ]


def by_country(organisations: Iterable[Placed]) -> list[Country]:
    """Return where the published of `organisations` are, in the order of the active language."""
    groups = _by(published(organisations), lambda organisation: organisation.country)
    nowhere = groups.pop("", [])
    found = [Country(f"place-{code}", code, _places(code, there)) for code, there in groups.items()]
    # Of coordinates without a country each is a place of its own.
    found += [Country(f"{place.key}-", "", [place]) for place in _places("", nowhere)]
    return sorted(found, key=lambda country: (sort_key(country.name), country.code))


def _places(country: str, organisations: list[Placed]) -> list[Place]:
    """Return the towns of a country; without a name, coordinates that are the same are one town."""
    groups = _by(organisations, lambda organisation: organisation.public_city or _degrees(organisation) or "")
    towns = sorted(groups.values(), key=lambda there: _order(there[0]))
    return [
        Place(f"place-{country}{number}", country, there[0].public_city, _first(there), there)
        for number, there in enumerate(towns, start=1)
    ]


def _order(organisation: Placed) -> tuple[bool, bytes | str]:
    return not organisation.public_city, sort_key(organisation.public_city)


def _by[Key](organisations: Iterable[Placed], key: Callable[[Placed], Key]) -> dict[Key, list[Placed]]:
    groups = defaultdict(list)
    for organisation in organisations:
        groups[key(organisation)].append(organisation)
    return groups


def _degrees(organisation: Placed) -> Degrees | None:
    """Return longitude and latitude, where they are known."""
    if organisation.longitude is None or organisation.latitude is None:
        return None
    return Degrees(organisation.longitude, organisation.latitude)


def _first(organisations: list[Placed]) -> Degrees | None:
    """Return where the first of them is of whom it is known."""
    return next((place for organisation in organisations if (place := _degrees(organisation))), None)
