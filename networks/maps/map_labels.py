"""Where names stand beside dots, so that none lies over a dot, another name or the edge."""

from collections.abc import Sequence
from math import dist
from typing import NamedTuple

from networks.maps.projections import Point, Viewport

# Of the height of the letters, semibold, in the widest of the usual system fonts.
LETTER_WIDTH = 0.66
LINE_HEIGHT = 1.1
GAP = 7
# Between two names, on each side of both.
APART = 3
EDGE = 3


class Dot(NamedTuple):
    """A dot that wants a name."""

    point: Point
    radius: float
    name: str


class PlacedName(NamedTuple):
    """A name at its place: where its anchor stands, on the line on which letters stand."""

    x: int
    y: int
    anchor: str
    name: str


class Box(NamedTuple):
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether both have a point in common."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def place_labels(dots: Sequence[Dot], size: float, viewport: Viewport, most: int) -> list[PlacedName | None]:
    """Return a label for each dot; None where there is no room. The crowded ones choose first.

    Of very many dots only the `most` largest are named.
    """
    taken = [_around(dot) for dot in dots]
    found: list[PlacedName | None] = [None] * len(dots)
    named = sorted(range(len(dots)), key=lambda number: -dots[number].radius)[:most]
    for number in sorted(named, key=lambda number: _room(dots[number], dots)):
        for label, box in _candidates(dots[number], size):
            others = (other for place, other in enumerate(taken) if place != number)
            if _is_inside(box, viewport) and not any(box.meets(other) for other in others):
                found[number] = label
                taken.append(box)
                break
    return found


def _room(dot: Dot, dots: Sequence[Dot]) -> float:
    """Return how far the two nearest other dots are, together."""
    return sum(sorted(dist(dot.point, other.point) for other in dots if other is not dot)[:2])


def _around(dot: Dot) -> Box:
    (x, y), radius = dot.point, dot.radius + 2
    return Box(x - radius, y - radius, x + radius, y + radius)


def _candidates(dot: Dot, size: float) -> list[tuple[PlacedName, Box]]:
    """Return the places for a name, the best first: at the sides, over and under, at the corners."""
    (x, y), radius = dot.point, dot.radius
    side, corner = radius + GAP, radius * 0.7 + GAP * 0.6
    height = size * LINE_HEIGHT
    over, under = y - radius - GAP / 2 - height / 2, y + radius + GAP / 2 + height / 2
    tries = [
        (x + side, y, "start"),
        (x - side, y, "end"),
        (x, over, "middle"),
        (x, under, "middle"),
        (x - radius, over, "start"),
        (x + radius, over, "end"),
        (x - radius, under, "start"),
        (x + radius, under, "end"),
        (x + corner, y - corner - size * 0.2, "start"),
        (x + corner, y + corner + size * 0.2, "start"),
        (x - corner, y - corner - size * 0.2, "end"),
        (x - corner, y + corner + size * 0.2, "end"),
        # Near enough to be seen to belong to it.
        (x + side, y - size * 0.45, "start"),
        (x + side, y + size * 0.45, "start"),
        (x - side, y - size * 0.45, "end"),
        (x - side, y + size * 0.45, "end"),
    ]
    return [_written(dot.name, *place, size) for place in tries]


def _written(name: str, x: float, middle: float, anchor: str, size: float) -> tuple[PlacedName, Box]:
    width, height = len(name) * size * LETTER_WIDTH, size * LINE_HEIGHT
    left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
    # Letters stand on a line about a third of their size below the middle.
    label = PlacedName(round(x), round(middle + size * 0.34), anchor, name)
    return label, Box(left - APART, middle - height / 2, left + width + APART, middle + height / 2)


def _is_inside(box: Box, viewport: Viewport) -> bool:
    return (
        box.left >= EDGE
        and box.top >= EDGE
        and box.right <= viewport.width - EDGE
        and box.bottom <= viewport.height - EDGE
    )
