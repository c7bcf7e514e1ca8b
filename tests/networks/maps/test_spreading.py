"""Dots that would lie over one another are moved apart, no farther than a finger and an eye need."""

import pytest

from networks.maps.projections import Point, Viewport
from networks.maps.spreading import spread

FRAME = Viewport("azimuthal", 0, 0, 0, 0, 1, 400, 200)


def moved(*points, radii=5, nearest=30):
    radii = [radii] * len(points) if isinstance(radii, int) else radii
    found = spread([Point(*point) for point in points], radii, nearest, FRAME)
    return [(round(point.x, 2), round(point.y, 2)) for point in found]


@pytest.mark.parametrize(
    ("points", "radii", "expected"),
    [
        # Each by half of what is missing, in the direction in which they lie.
        ([(100, 100), (110, 100)], 5, [(90, 100), (120, 100)]),
        ([(110, 100), (100, 100)], 5, [(120, 100), (90, 100)]),
        ([(100, 100), (100, 110)], 5, [(100, 90), (100, 120)]),
        ([(100, 100), (106, 108)], 5, [(94, 92), (112, 116)]),
        # Large ones farther, so that there is a little between them.
        ([(100, 100), (110, 100)], (20, 10), [(88, 100), (122, 100)]),
        ([(100, 100), (110, 100)], (10, 20), [(88, 100), (122, 100)]),
        # Near enough to what is needed is left where it is, and so is what is far in one direction.
        ([(100, 100), (129.6, 100)], 5, [(100, 100), (129.6, 100)]),
        ([(100, 100), (129.4, 100)], 5, [(99.7, 100), (129.7, 100)]),
        ([(100, 100), (110, 140)], 5, [(100, 100), (110, 140)]),
        # In one place there is no direction: the first goes to the left.
        ([(100, 100), (100, 100)], 5, [(85, 100), (115, 100)]),
        # Nobody is moved out of the map, or stands at its very edge.
        ([(2, 3)], 5, [(9, 9)]),
        ([(399, 198)], 5, [(391, 191)]),
    ],
)
def test_they_are_moved_as_little_as_it_takes(points, radii, expected):
    assert moved(*points, radii=radii) == expected


def test_who_is_moved_onto_a_third_moves_it_on():
    found = moved((100, 100), (110, 100), (125, 100))

    xs = [x for x, _y in found]
    assert all(second - first >= 29 for first, second in zip(xs, xs[1:], strict=False))
    assert {y for _x, y in found} == {100}


def test_at_the_edge_the_one_inside_makes_room():
    (first, second) = moved((9, 100), (12, 100))

    assert first[0] == 9 and 38.5 <= second[0] <= 39.5


def test_three_in_one_place_get_a_place_each():
    xs = sorted(x for x, _y in moved((100, 100), (100, 100), (100, 100)))

    assert all(second - first >= 29 for first, second in zip(xs, xs[1:], strict=False))
