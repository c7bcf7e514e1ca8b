"""Which maps show some countries, and with which dots: towns where there is room, else countries."""

from collections.abc import Sequence
from typing import NamedTuple

from networks.maps import shapes
from networks.maps.places import Country, Degrees, Placed

SERBIA, BALKANS, EUROPE, WORLD = "serbia", "balkans", "europe", "world"
# The countries of the map of the Balkans; all of each lies inside it.
REGION = frozenset({"AL", "BA", "HR", "ME", "MK", "RS", "SI", "XK"})
# With fewer towns than these the region needs no map of its own.
TOWNS_WORTH_REGION = 3
# With so few countries in Europe a map of it would be an empty one, and the world's says the same.
COUNTRIES_WORTH_EUROPE = 4
# With more towns than these in the region a dot stands for a country there too.
MOST_TOWNS = 150
EDGE = 8


class Knot(NamedTuple):
    """A dot before it is drawn: what it is called, where it is, and who is there."""

    key: str
    name: str
    country: str
    degrees: Degrees
    organisations: list[Placed]
    # No town is known: it stands in the middle of the country.
    is_middle: bool
    # Counted on another map of the page; here threads go out from it.
    is_elsewhere: bool = False


class Drawn(NamedTuple):
    """A map to draw: its name, its dots, and the countries of which they are."""

    name: str
    knots: list[Knot]
    countries: list[Country]


def maps_of(countries: Sequence[Country], ours: int | None) -> list[Drawn]:
    """Return the maps for `countries`, the nearest first. Each country is counted on one of them.

    Args:
        countries: where the organisations are.
        ours: the key of the organisation from which threads go out to all others.
    """
    if {country.code for country in countries} == {shapes.SERBIA}:
        return [Drawn(SERBIA, _towns(countries), list(countries))]
    near = [country for country in countries if country.code in REGION]
    far = [country for country in countries if country not in near]
    towns = _towns(near)
    if not near or (far and len(towns) < TOWNS_WORTH_REGION):
        return _far_maps(countries, [])
    if len(towns) > MOST_TOWNS:
        towns = [country_knot(country) for country in near]
    region = Drawn(BALKANS, towns, near)
    return [region, *_far_maps(far, _home(near, ours))]


def _far_maps(countries: Sequence[Country], home: list[Knot]) -> list[Drawn]:
    """Return the maps of Europe and of the world, as far as they are needed."""
    viewport = shapes.shapes(EUROPE).viewport
    inside = [country for country in countries if viewport.holds(viewport.place(*country.seat), EDGE)]
    outside = [country for country in countries if country not in inside]
    if outside and len(inside) < COUNTRIES_WORTH_EUROPE:
        return [_far_map(WORLD, countries, home)]
    maps = [_far_map(EUROPE, inside, home)] if inside else []
    if outside:
        maps.append(_far_map(WORLD, outside, home))
    return maps


def _far_map(name: str, countries: Sequence[Country], home: list[Knot]) -> Drawn:
    return Drawn(name, [*home, *map(country_knot, countries)], list(countries))


def _home(countries: Sequence[Country], ours: int | None) -> list[Knot]:
    """Return the dot of our own country for a map on which it is not counted."""
    return [
        country_knot(country)._replace(is_elsewhere=True)
        for country in countries
        if any(organisation.pk == ours for organisation in country.organisations)
    ]


def country_knot(country: Country) -> Knot:
    """Return the dot that stands for a country."""
    seat, who = country.seat, country.organisations
    return Knot(country.key, country.name, country.code, seat, who, not country.located)


def _towns(countries: Sequence[Country]) -> list[Knot]:
    """Return a dot a town; where none is known, one for the country. The rest are in the list only."""
    return [
        knot
        for country in countries
        for knot in [
            Knot(place.key, place.name, country.code, place.degrees, place.organisations, is_middle=False)
            for place in country.places
            if place.degrees
        ]
        or [country_knot(country)]
    ]
