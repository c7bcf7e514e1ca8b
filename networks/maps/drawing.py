"""Which maps show a set of organisations, and what is drawn on each: land, threads, dots and names."""

from collections.abc import Iterable, Set
from math import sqrt
from typing import NamedTuple

from astra_site.serbian.sorting import sort_key
from networks.maps import shapes
from networks.maps.map_labels import Dot, PlacedName, place_labels
from networks.maps.places import (
    Place,
    Placed,
    places_abroad,
    published,
    towns_of_one_country,
    whole_countries,
)
from networks.maps.projections import Point

SERBIA, EUROPE, WORLD = "serbia", "europe", "world"
# With so few places in Europe a map of it would be an empty one, and the world's says the same.
PLACES_WORTH_EUROPE = 4
# Units of the drawing: the radius of a dot for one organisation, and the height of a name.
RADIUS = {SERBIA: 12, EUROPE: 12, WORLD: 12}
LETTERS = {SERBIA: 29, EUROPE: 24, WORLD: 26}
# The names of more dots than these would be a cloud of letters; the largest are named.
MOST_NAMED = 80
# With more places than these a knot stands for a country, whatever is known.
MOST_PLACES = 150
# More threads than these would cover the land.
MOST_THREADS = 100
# Of more organisations the list gives the numbers; the list of members names them.
MOST_LISTED = 150
BEND = 0.12


class Spot(NamedTuple):
    """A place as it is drawn and listed."""

    key: str
    place: Place
    is_ours: bool
    # Of nobody there is it known that she is in a network today.
    is_uncertain: bool
    # The country to name beside a town; "" where it goes without saying.
    country: str

    @property
    def number(self) -> int:
        """Return how many organisations are there."""
        return len(self.place.organisations)


class DrawnSpot(NamedTuple):
    """A dot with its name, if there is room for one. The area of the dot is the number."""

    spot: Spot
    number: int
    x: int
    y: int
    radius: int
    label: PlacedName | None

    @property
    def kind(self) -> str:
        """Return "ours", "uncertain" or "country" for a dot that looks different, else ""."""
        if self.spot.is_ours:
            return "ours"
        if self.spot.is_uncertain:
            return "uncertain"
        return "country" if self.spot.place.is_country else ""


class Map(NamedTuple):
    """Everything that the template draws of one map."""

    name: str
    width: int
    height: int
    land: shapes.Land
    threads: list[str]
    spots: list[DrawnSpot]


class MapPicture(NamedTuple):
    """The maps of some organisations, and the list that says the same."""

    maps: list[Map]
    spots: list[Spot]
    # Some dots stand for countries, some for nobody who is known to belong; some organisations have no
    # published place.
    has_countries: bool
    has_uncertain: bool
    is_complete: bool
    is_national: bool
    # Whether there are few enough for the list to name them.
    has_names: bool
    uncertain: Set[int]


def draw(
    organisations: Iterable[Placed], border: str, ours: int | None = None, uncertain: Set[int] = frozenset()
) -> MapPicture | None:
    """Return the maps on which `organisations` are, or nothing when there is no place to show.

    Args:
        organisations: those to show.
        border: how the line between Serbia and Kosovo is drawn.
        ours: the key of the organisation from which threads go out to all others.
        uncertain: the keys of those of whom it is not known that they belong; no thread goes there.
    """
    organisations = list(organisations)
    shown = published(organisations)
    is_national = {place.country for place in shown} == {shapes.SERBIA}
    viewport = shapes.shapes(EUROPE).viewport
    places = towns_of_one_country(shown) if is_national else places_abroad(shown, viewport)
    if len(places) > MOST_PLACES and not is_national:
        places = whole_countries(shown)
    if not places:
        return None
    spots = _numbered(places, ours, uncertain, is_national)
    return MapPicture(
        _maps(spots, is_national, border),
        spots,
        any(spot.place.is_country and not spot.is_uncertain for spot in spots),
        any(spot.is_uncertain for spot in spots),
        len(shown) == len(organisations),
        is_national,
        len(shown) <= MOST_LISTED,
        uncertain,
    )


def _numbered(places: list[Place], ours: int | None, uncertain: Set[int], is_national: bool) -> list[Spot]:
    """Return the places in alphabetical order, each with the name of its entry in the list."""
    ordered = sorted(places, key=lambda place: (sort_key(place.name), place.country))
    return [
        Spot(
            f"place-{number}",
            place,
            any(organisation.pk == ours for organisation in place.organisations),
            all(organisation.pk in uncertain for organisation in place.organisations),
            "" if place.is_country or is_national else place.country_name,
        )
        for number, place in enumerate(ordered, start=1)
    ]


def _maps(spots: list[Spot], is_national: bool, border: str) -> list[Map]:
    if is_national:
        return [_map(SERBIA, spots, spots, border)]
    viewport = shapes.shapes(EUROPE).viewport
    inside = [
        spot for spot in spots if viewport.holds(viewport.place(spot.place.longitude, spot.place.latitude), 8)
    ]
    outside = [spot for spot in spots if spot not in inside]
    if outside and len(inside) < PLACES_WORTH_EUROPE:
        return [_map(WORLD, spots, spots, border)]
    maps = [_map(EUROPE, inside, inside, border)]
    if outside:
        home = [spot for spot in inside if spot.is_ours]
        maps.append(_map(WORLD, [*home, *outside], outside, border))
    return maps


def _map(name: str, spots: list[Spot], counted: list[Spot], border: str) -> Map:
    """Draw one map; a spot that is not `counted` only shows where the threads come from."""
    viewport = shapes.shapes(name).viewport
    points = [viewport.place(spot.place.longitude, spot.place.latitude) for spot in spots]
    numbers = [spot.number if spot in counted else 1 for spot in spots]
    radii = [RADIUS[name] * sqrt(number) for number in numbers]
    dots = [Dot(*point) for point in zip(points, radii, (spot.place.name for spot in spots), strict=True)]
    labels = place_labels(dots, LETTERS[name], viewport, MOST_NAMED)
    drawn = [
        DrawnSpot(spot, number, round(dot.point.x), round(dot.point.y), round(dot.radius), label)
        for spot, number, dot, label in zip(spots, numbers, dots, labels, strict=True)
    ]
    land = shapes.land(name, {spot.place.country for spot in counted}, border)
    return Map(name, viewport.width, viewport.height, land, _threads(spots, points), drawn)


def _threads(spots: list[Spot], points: list[Point]) -> list[str]:
    """Return a thread from our own place to each other one; they hang a little, as threads do."""
    ours = next((point for spot, point in zip(spots, points, strict=True) if spot.is_ours), None)
    if ours is None or len(spots) > MOST_THREADS:
        return []
    return [
        _thread(ours, point)
        for spot, point in zip(spots, points, strict=True)
        if not spot.is_ours and not spot.is_uncertain
    ]


def _thread(start: Point, end: Point) -> str:
    across, down = end.x - start.x, end.y - start.y
    side = 1 if across >= 0 else -1
    bend_x = start.x + across / 2 - side * down * BEND
    bend_y = start.y + down / 2 + side * across * BEND
    return f"M{start.x:.0f} {start.y:.0f}Q{bend_x:.0f} {bend_y:.0f} {end.x:.0f} {end.y:.0f}"
