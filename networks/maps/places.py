"""Where organisations are: in a town whose coordinates are known, or only in a country.

Whoever keeps the place secret is left out here, before anything is counted or drawn.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from math import dist
from typing import NamedTuple, Protocol

from networks.countries import country_name
from networks.maps.projections import Viewport
from networks.maps.shapes import middles

# Closer than this on the drawing, the dots of two towns would hide each other.
NEAREST_TOWNS = 34


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


class Place(NamedTuple):
    """A dot: a town, or a country for those of whom no more is known. Degrees, and who is there."""

    country: str
    town: str
    longitude: float
    latitude: float
    organisations: list[Placed]

    @property
    def is_country(self) -> bool:
        """Tell whether the dot stands for a whole country."""
        return not self.town

    @property
    def name(self) -> str:
        """Return the town, or the country in the active language."""
        return self.town or country_name(self.country)

    @property
    def country_name(self) -> str:
        """Return the country in the active language."""
        return country_name(self.country)


def published(organisations: Iterable[Placed]) -> list[Placed]:
    """Return those that may appear on a map and of which at least the country is known."""
    return [
        organisation
        for organisation in organisations
        if not organisation.do_not_publish_location
        and (has_coordinates(organisation) or organisation.country in middles())
    ]


def degrees(organisation: Placed) -> tuple[float, float] | None:
    """Return longitude and latitude, where they are known."""
    if organisation.longitude is None or organisation.latitude is None:
        return None
    return organisation.longitude, organisation.latitude


def has_coordinates(organisation: Placed) -> bool:
    """Tell whether the place is known to the town."""
    return degrees(organisation) is not None


def towns_of_one_country(organisations: Iterable[Placed]) -> list[Place]:
    """Return a place a town, and one for the country where the town's coordinates are not known."""
    return [
        place
        for country, there in _by(published(organisations), lambda hotline: hotline.country).items()
        for place in [*_towns(there), *_rest(country, there)]
    ]


def places_abroad(organisations: Iterable[Placed], viewport: Viewport) -> list[Place]:
    """Return a place a country, and its towns instead where all are known and stand apart."""
    found = []
    for country, there in _by(published(organisations), lambda hotline: hotline.country).items():
        towns = _towns(there)
        if all(has_coordinates(organisation) for organisation in there) and (
            _stand_apart(towns, viewport) or not country
        ):
            found += towns
        else:
            found.append(_whole(country, there))
    return found


def whole_countries(organisations: Iterable[Placed]) -> list[Place]:
    """Return a place a country, for more organisations than a map could show town by town."""
    return [
        place
        for country, there in _by(published(organisations), lambda hotline: hotline.country).items()
        for place in ([_whole(country, there)] if country else _towns(there))
    ]


def _by[Key](organisations: Iterable[Placed], key: Callable[[Placed], Key]) -> dict[Key, list[Placed]]:
    groups = defaultdict(list)
    for organisation in organisations:
        groups[key(organisation)].append(organisation)
    return groups


def _towns(organisations: list[Placed]) -> list[Place]:
    """Return a place for each town; without a name, coordinates that are the same are one town."""
    known = [organisation for organisation in organisations if has_coordinates(organisation)]
    groups = _by(known, lambda organisation: organisation.public_city or degrees(organisation))
    return [Place(there[0].country, there[0].public_city, *_first(there), there) for there in groups.values()]


def _first(organisations: list[Placed]) -> tuple[float, float]:
    """Return where the first of them is of whom it is known."""
    return next(place for organisation in organisations if (place := degrees(organisation)))


def _rest(country: str, organisations: list[Placed]) -> list[Place]:
    unknown = [organisation for organisation in organisations if not has_coordinates(organisation)]
    return [_whole(country, unknown)] if unknown else []


def _whole(country: str, organisations: list[Placed]) -> Place:
    return Place(country, "", *(middles().get(country) or _first(organisations)), organisations)


def _stand_apart(towns: list[Place], viewport: Viewport) -> bool:
    points = [viewport.place(town.longitude, town.latitude) for town in towns]
    return all(dist(point, other) >= NEAREST_TOWNS for point, other in combinations(points, 2))
