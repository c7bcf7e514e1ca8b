"""Reads TopoJSON, joins and cuts its shapes, and writes them as short SVG paths. Plain Python."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

Coordinates = tuple[float, float]
Line = list[Coordinates]
Ring = list[int]  # numbers of arcs; ~n is arc n backwards


class Topology:
    """The arcs of a TopoJSON file, projected and simplified once, so that neighbours still fit."""

    def __init__(
        self, data: dict[str, Any], project: Callable[[float, float], Coordinates], tolerance: float
    ) -> None:
        self.degrees = _decoded(data)
        # Arcs are written as steps; the last point is their sum.
        self.ends = [
            (tuple(arc[0]), tuple(sum(part) for part in zip(*arc, strict=True))) for arc in data["arcs"]
        ]
        self.arcs = [simplified([project(*point) for point in arc], tolerance) for arc in self.degrees]

    def line(self, ring: Ring, *, in_degrees: bool = False) -> Line:
        """Return the points of a ring or of a part of one."""
        arcs = self.degrees if in_degrees else self.arcs
        points: Line = []
        for number in ring:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    def joined(self, rings: Iterable[Ring]) -> list[Ring]:
        """Return the outlines of areas put together: borders between them fall away."""
        rings = list(rings)
        used = {number for ring in rings for number in ring}
        steps = [number for ring in rings for number in ring if ~number not in used]
        starting: dict[Any, list[int]] = {}
        for number in steps:
            starting.setdefault(self._ends(number)[0], []).append(number)
        outlines = []
        while any(starting.values()):
            first = next(numbers for numbers in starting.values() if numbers).pop()
            ring, (start, end) = [first], self._ends(first)
            while end != start and starting.get(end):
                ring.append(starting[end].pop())
                end = self._ends(ring[-1])[1]
            outlines.append(ring)
        return outlines

    def shared(self, one: Iterable[Ring], other: Iterable[Ring]) -> list[Ring]:
        """Return the arcs that two areas share: the border between them."""
        there = {number for ring in other for number in ring}
        return [[number] for ring in one for number in ring if ~number in there]

    def _ends(self, number: int) -> tuple[Any, Any]:
        start, end = self.ends[number if number >= 0 else ~number]
        return (start, end) if number >= 0 else (end, start)


def rings_of(geometry: dict[str, Any]) -> list[list[Ring]]:
    """Return the polygons of a geometry, each a list of rings."""
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return geometry.get("arcs") or []


def _decoded(data: dict[str, Any]) -> list[Line]:
    (stretch_x, stretch_y), (shift_x, shift_y) = data["transform"]["scale"], data["transform"]["translate"]
    arcs = []
    for steps in data["arcs"]:
        x = y = 0
        arc = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            arc.append((x * stretch_x + shift_x, y * stretch_y + shift_y))
        arcs.append(arc)
    return arcs


def simplified(line: Line, tolerance: float) -> Line:
    """Leave out the points that matter least (Visvalingam): those of triangles smaller than `tolerance`."""
    points = list(line)
    areas = [area(points[place - 1 : place + 2]) for place in range(1, len(points) - 1)]
    while areas:
        least = min(range(len(areas)), key=areas.__getitem__)
        if areas[least] >= tolerance:
            break
        floor = areas.pop(least)
        points.pop(least + 1)
        for place in (least - 1, least):
            if 0 <= place < len(areas):
                areas[place] = max(area(points[place : place + 3]), floor)
    return points


def area(line: Line) -> float:
    """Return the area inside a line that is closed from its last point to its first."""
    return abs(
        sum(x * line[place - 1][1] - line[place - 1][0] * y for place, (x, y) in enumerate(line))
    ) / 2  # fmt: skip


def unrolled(line: Line, longest: float) -> Line:
    """Return a line that goes on where it would jump round the world to the other edge of the map."""
    shift, found = 0.0, line[:1]
    for (before, _), (x, y) in pairwise(line):
        if abs(x - before) > longest:
            shift += before - x
        found.append((x + shift, y))
    return found


def clipped(line: Line, width: float, height: float, margin: float) -> Line:
    """Return a closed line cut off `margin` outside the frame (Sutherland and Hodgman)."""
    for axis, limit, sign in (
        (0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1),
    ):  # fmt: skip
        kept: Line = []
        for place, point in enumerate(line):
            before = line[place - 1]
            is_inside, was_inside = sign * (point[axis] - limit) >= 0, sign * (before[axis] - limit) >= 0
            if is_inside != was_inside:
                kept.append(_crossing(before, point, axis, limit))
            if is_inside:
                kept.append(point)
        line = kept
    return line


def _crossing(start: Coordinates, end: Coordinates, axis: int, limit: float) -> Coordinates:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    x, y = (start[part] + share * (end[part] - start[part]) for part in (0, 1))
    return (x, y)


def path(line: Line, *, is_closed: bool = True) -> str:
    """Return a line as an SVG path in whole units, relative after its first point."""
    points = [(round(x), round(y)) for x, y in line]
    if is_closed and points and points[0] == points[-1]:
        points.pop()
    points = [point for place, point in enumerate(points) if place == 0 or point != points[place - 1]]
    if len(points) < (3 if is_closed else 2):
        return ""
    (x, y), steps = points[0], []
    for place in range(1, len(points)):
        steps.append(f"{points[place][0] - points[place - 1][0]} {points[place][1] - points[place - 1][1]}")
    written = f"M{x} {y}l{' '.join(steps)}".replace(" -", "-")
    return written + ("z" if is_closed else "")
