"""Dots that would lie over one another are moved apart, each as little as that takes."""

from collections.abc import Sequence
from itertools import combinations
from math import cos, hypot, sin

from networks.maps.projections import Point, Viewport

ROUNDS = 60
MARGIN = 4


def spread(
    points: Sequence[Point], radii: Sequence[float], nearest: float, viewport: Viewport
) -> list[Point]:
    """Return the points, so moved that no two dots touch; where there is no room, nearly so.

    Args:
        points: where the dots would stand.
        radii: how large they are.
        nearest: how far apart two middles are at least, so that a finger finds each.
        viewport: none is moved out of it.
    """
    moved = [[point.x, point.y] for point in points]
    for _ in range(ROUNDS):
        is_settled = True
        for first, second in combinations(range(len(moved)), 2):
            needed = max(nearest, radii[first] + radii[second] + MARGIN)
            is_settled &= not _push(moved[first], moved[second], needed, first)
        for place, radius in zip(moved, radii, strict=True):
            _keep_inside(place, radius + MARGIN, viewport)
        if is_settled:
            break
    return [Point(x, y) for x, y in moved]


def _push(first: list[float], second: list[float], needed: float, number: int) -> bool:
    """Move two places apart by half of what is missing each; tell whether anything was."""
    across, down = second[0] - first[0], second[1] - first[1]
    if abs(across) >= needed or abs(down) >= needed:
        return False
    apart = hypot(across, down)
    if apart >= needed - 0.5:
        return False
    # Two in the same place have no direction of their own.
    across, down = (across / apart, down / apart) if apart else (cos(number), sin(number))
    step = (needed - apart) / 2
    first[0] -= across * step
    first[1] -= down * step
    second[0] += across * step
    second[1] += down * step
    return True


def _keep_inside(place: list[float], margin: float, viewport: Viewport) -> None:
    place[0] = min(max(place[0], margin), viewport.width - margin)
    place[1] = min(max(place[1], margin), viewport.height - margin)
