"""From longitude and latitude to a place on a flat map.

Plain Python, for the tool that makes the shapes uses it too.
"""

import math
from typing import Any, NamedTuple

EARTH_RADIUS = 6371.0  # kilometres; both projections take the earth for a sphere


class Point(NamedTuple):
    """A place on a map, x to the right and y down."""

    x: float
    y: float


class Viewport(NamedTuple):
    """What part of the world a map shows, and how large."""

    projection: str
    longitude: float  # of the middle
    latitude: float
    left: float  # kilometres from the middle
    top: float
    scale: float  # kilometres a unit of the drawing
    width: int
    height: int

    def place(self, longitude: float, latitude: float) -> Point:
        """Return where a place is drawn; it may lie outside the frame."""
        x, y = PROJECTIONS[self.projection](longitude, latitude, self.longitude, self.latitude)
        return Point((x - self.left) / self.scale, (y - self.top) / self.scale)

    def holds(self, point: Point, margin: float = 0) -> bool:
        """Tell whether a point lies inside the frame, at least `margin` from its edges."""
        across = margin <= point.x <= self.width - margin
        return across and margin <= point.y <= self.height - margin


def azimuthal(longitude: float, latitude: float, middle_longitude: float, middle_latitude: float) -> Point:
    """Project with equal areas round a middle (Lambert), as maps of Europe usually are."""
    angles = (longitude - middle_longitude, latitude, middle_latitude)
    turn, north, middle = (math.radians(angle) for angle in angles)
    towards = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(turn)
    stretch = math.sqrt(2 / max(1 + towards, 1e-9))
    up = math.cos(middle) * math.sin(north) - math.sin(middle) * math.cos(north) * math.cos(turn)
    return Point(EARTH_RADIUS * stretch * math.cos(north) * math.sin(turn), -EARTH_RADIUS * stretch * up)


def equal_earth(longitude: float, latitude: float, middle_longitude: float, middle_latitude: float) -> Point:
    """Project the whole world with equal areas (Šavrič, Patterson and Jenny, 2018)."""
    first, second, third, fourth = 1.340264, -0.081106, 0.000893, 0.003796
    angle = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square * square * square
    turn = math.radians(longitude - middle_longitude)
    across = first + 3 * second * square + sixth * (7 * third + 9 * fourth * square)
    up = angle * (first + second * square + sixth * (third + fourth * square))
    return Point(EARTH_RADIUS * 2 * math.sqrt(3) * turn * math.cos(angle) / (3 * across), -EARTH_RADIUS * up)


PROJECTIONS: dict[str, Any] = {"azimuthal": azimuthal, "equal_earth": equal_earth}
