"""What is drawn on each map of some organisations: land, threads, dots and names."""

from collections.abc import Iterable, Set
from math import sqrt
from typing import NamedTuple

from networks.maps import shapes
from networks.maps.knots import BALKANS, EUROPE, SERBIA, WORLD, Drawn, Knot, maps_of
from networks.maps.map_labels import Dot, PlacedName, place_labels
from networks.maps.places import Country, Placed, by_country
from networks.maps.projections import Point, Viewport
from networks.maps.spreading import spread

# More threads than these would cover the land.
MOST_THREADS = 100
# Of more organisations the list gives the numbers; the list of members names them.
MOST_LISTED = 150
# The names of more dots than these would be a cloud of letters; the largest are named.
MOST_NAMED = 80
BEND = 0.12
# How much of a map shows above and below its dots, and how high it is at least, as a share of its width.
AROUND = 90
LOWEST = 0.45
# The corners of the map of the Balkans in degrees, for the frame that shows on Europe where it lies.
REGION_CORNERS = ((13.18, 46.77), (26.02, 46.67), (25.21, 39.6), (13.79, 39.68))


class Sizes(NamedTuple):
    """How large things are on a map, in units of its drawing."""

    radius: float  # of a dot for one organisation
    largest: float  # of a dot for however many
    nearest: float  # from dot to dot: 24 pixels at the least width at which dots are links
    letters: float


SIZES = {
    SERBIA: Sizes(12, 24, 46, 27),
    BALKANS: Sizes(14, 26, 50, 27),
    EUROPE: Sizes(16, 30, 56, 25),
    WORLD: Sizes(16, 30, 56, 26),
}


class DrawnKnot(NamedTuple):
    """A dot with its name, if there is room for one. The larger it is, the more are there."""

    key: str
    number: int  # 0: counted elsewhere
    kind: str  # "ours", "uncertain" or "country" for one that looks different, else ""
    x: int
    y: int
    radius: int
    label: PlacedName | None


class Map(NamedTuple):
    """Everything that the template draws of one map."""

    name: str
    width: int
    # The first line of the drawing that shows, and how many there are.
    top: int
    height: int
    land: shapes.Land
    # The frame of the map of the region, where that stands beside this one.
    region: str
    # The middle of each town of which the dot stands for the whole country.
    towns: str
    threads: list[str]
    knots: list[DrawnKnot]


class MapPicture(NamedTuple):
    """The maps of some organisations, and the list that says the same: countries with their towns."""

    maps: list[Map]
    countries: list[Country]
    is_national: bool
    # Whether all have a published place, and all of those a town that is drawn.
    is_complete: bool
    has_townless: bool
    # Whether there are few enough for the list to name them.
    has_names: bool
    uncertain: Set[int]

    @property
    def has_middles(self) -> bool:
        """Tell whether some dot stands in the middle of a country."""
        return any(knot.kind == "country" for drawn in self.maps for knot in drawn.knots)

    @property
    def has_uncertain(self) -> bool:
        """Tell whether of all at some dot it is not known that they belong."""
        return any(knot.kind == "uncertain" for drawn in self.maps for knot in drawn.knots)

    @property
    def has_towns(self) -> bool:
        """Tell whether dots are towns on one of the maps."""
        return self.maps[0].name in {SERBIA, BALKANS}

    @property
    def has_far(self) -> bool:
        """Tell whether dots are countries on one of the maps."""
        return self.maps[-1].name in {EUROPE, WORLD}


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
    countries = by_country(organisations)
    if not countries:
        return None
    plans = maps_of(countries, ours)
    number = sum(country.number for country in countries)
    drawn = {organisation.pk for plan in plans for knot in plan.knots for organisation in knot.organisations}
    return MapPicture(
        [_map(plan, border, ours, uncertain, has_region=plans[0].name == BALKANS) for plan in plans],
        countries,
        plans[0].name == SERBIA,
        number == len(organisations),
        len(drawn) < number,
        number <= MOST_LISTED,
        uncertain,
    )


def _map(plan: Drawn, border: str, ours: int | None, uncertain: Set[int], *, has_region: bool) -> Map:
    viewport, sizes = shapes.shapes(plan.name).viewport, SIZES[plan.name]
    numbers = [0 if knot.is_elsewhere else len(knot.organisations) for knot in plan.knots]
    radii = [min(sizes.radius * sqrt(max(number, 1)), sizes.largest) for number in numbers]
    places = [viewport.place(*knot.degrees) for knot in plan.knots]
    points = spread(places, radii, sizes.nearest, viewport)
    dots = [Dot(*dot) for dot in zip(points, radii, (knot.name for knot in plan.knots), strict=True)]
    labels = place_labels(dots, sizes.letters, viewport, MOST_NAMED)
    kinds = [_kind(knot, ours, uncertain) for knot in plan.knots]
    knots = [
        DrawnKnot(knot.key, number, kind, round(dot.point.x), round(dot.point.y), round(dot.radius), label)
        for knot, number, kind, dot, label in zip(plan.knots, numbers, kinds, dots, labels, strict=True)
    ]
    top, bottom = _fitted(plan.name, dots, viewport)
    return Map(
        plan.name,
        viewport.width,
        top,
        bottom - top,
        shapes.land(plan.name, {country.code for country in plan.countries}, border),
        _region(viewport) if has_region and plan.name == EUROPE else "",
        _town_dots(plan, viewport),
        _threads(points, kinds),
        knots,
    )


def _fitted(name: str, dots: list[Dot], viewport: Viewport) -> tuple[int, int]:
    """Return the first and the last line to show: so much land as tells where the dots are.

    A map is as wide as ever, so that dots and letters keep their size. Serbia is shown whole.
    """
    if name == SERBIA:
        return 0, viewport.height
    top = min(dot.point.y for dot in dots) - AROUND
    bottom = max(dot.point.y for dot in dots) + AROUND
    missing = max(viewport.width * LOWEST - (bottom - top), 0) / 2
    return max(round(top - missing), 0), min(round(bottom + missing), viewport.height)


def _kind(knot: Knot, ours: int | None, uncertain: Set[int]) -> str:
    if any(organisation.pk == ours for organisation in knot.organisations):
        return "ours"
    if all(organisation.pk in uncertain for organisation in knot.organisations):
        return "uncertain"
    return "country" if knot.is_middle else ""


def _region(viewport: Viewport) -> str:
    corners = [viewport.place(*corner) for corner in REGION_CORNERS]
    return "M" + "L".join(f"{corner.x:.0f} {corner.y:.0f}" for corner in corners) + "z"


def _town_dots(plan: Drawn, viewport: Viewport) -> str:
    """Return a point for every town of the countries that have one dot on this map."""
    if plan.name not in {EUROPE, WORLD}:
        return ""
    points = [
        viewport.place(*place.degrees)
        for country in plan.countries
        for place in country.located
        if place.degrees
    ]
    return "".join(f"M{point.x:.0f} {point.y:.0f}h0" for point in points if viewport.holds(point))


def _threads(points: list[Point], kinds: list[str]) -> list[str]:
    """Return a thread from our own dot to each other one; they hang a little, as threads do."""
    ends = [point for point, kind in zip(points, kinds, strict=True) if kind not in {"ours", "uncertain"}]
    if "ours" not in kinds or len(kinds) > MOST_THREADS:
        return []
    return [_thread(points[kinds.index("ours")], end) for end in ends]


def _thread(start: Point, end: Point) -> str:
    across, down = end.x - start.x, end.y - start.y
    side = 1 if across >= 0 else -1
    bend_x = start.x + across / 2 - side * down * BEND
    bend_y = start.y + down / 2 + side * across * BEND
    return f"M{start.x:.0f} {start.y:.0f}Q{bend_x:.0f} {bend_y:.0f} {end.x:.0f} {end.y:.0f}"
