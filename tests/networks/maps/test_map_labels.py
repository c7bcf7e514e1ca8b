"""A name stands at the first of its places where it lies over no dot or other name, and inside the map."""

import pytest

from networks.maps.map_labels import Dot, PlacedName, place_labels
from networks.maps.projections import Point, Viewport

SIZE = 20
X, Y = 200, 100


def frame(width=400, height=200):
    return Viewport("azimuthal", 0, 0, 0, 0, 1, width, height)


def dot(x, y, radius=10, name="Niš"):
    return Dot(Point(x, y), radius, name)


def placed(in_the_way=(), x=X, y=Y, name="Niš", **size):
    """Return where the name of a dot stands, seen from it, with small dots `in_the_way` that want none."""
    dots = [*(dot(*point, radius=0) for point in in_the_way), dot(x, y, name=name)]
    (*others, label) = place_labels(dots, SIZE, frame(**size), most=1)
    assert not any(others)
    return (label.x - x, label.y - y, label.anchor) if label else None


RIGHT, LEFT, OVER, UNDER = (17, 7, "start"), (-17, 7, "end"), (0, -18, "middle"), (0, 31, "middle")


@pytest.mark.parametrize(
    ("in_the_way", "place"),
    [
        ([], RIGHT),
        ([(214, 88)], LEFT),
        ([(141, 92), (235, 92)], OVER),
        ([(180, 88), (214, 88)], UNDER),
        ([(180, 88), (214, 112)], (-10, -18, "start")),
        ([(219, 88), (180, 112)], (10, -18, "end")),
        ([(214, 88), (180, 112)], (-10, 31, "start")),
        ([(186, 88), (219, 112)], (10, 31, "end")),
        ([(186, 88), (214, 112)], (11, -8, "start")),
        ([(214, 88), (186, 112)], (11, 22, "start")),
        ([(214, 88), (214, 112), (186, 112)], (-11, -8, "end")),
        ([(186, 88), (214, 88), (214, 112)], (-11, 22, "end")),
        ([(186, 88), (186, 112), (214, 112), (210, 78)], (17, -2, "start")),
        ([(214, 88), (186, 88), (186, 112), (210, 122)], (17, 16, "start")),
        ([(214, 88), (214, 112), (186, 112), (190, 78)], (-17, -2, "end")),
        ([(186, 88), (214, 88), (214, 112), (190, 122)], (-17, 16, "end")),
        ([(186, 88), (214, 88), (214, 112), (186, 112)], None),
    ],
)
def test_it_takes_the_first_place_that_is_free(in_the_way, place):
    assert placed(in_the_way) == place


@pytest.mark.parametrize(
    ("in_the_way", "place"),
    [
        # At the right of the dot: a little past the name's end, and over and under its line.
        ([(262, 100)], RIGHT), ([(261, 100)], LEFT), ([(230, 87)], RIGHT), ([(230, 88)], LEFT),
        ([(230, 113)], RIGHT), ([(230, 112)], LEFT),
        # At its left: before the name's beginning.
        ([(214, 88), (138, 100)], LEFT), ([(214, 88), (139, 100)], UNDER),
        # Over it: on both sides.
        ([(141, 92), (235, 92), (175, 75)], OVER), ([(141, 92), (235, 92), (176, 75)], UNDER),
        ([(141, 92), (235, 92), (225, 75)], OVER), ([(141, 92), (235, 92), (224, 75)], UNDER),
        ([(141, 92), (235, 92), (200, 62)], OVER), ([(141, 92), (235, 92), (200, 63)], UNDER),
    ],
)  # fmt: skip
def test_it_needs_as_much_room_as_its_letters_and_a_little_more(in_the_way, place):
    assert placed(in_the_way) == place


@pytest.mark.parametrize(
    ("x", "y", "name", "size", "place"),
    [
        (200, 100, "", {"width": 223}, RIGHT),
        (200, 100, "", {"width": 222}, LEFT),
        (23, 100, "", {"width": 45}, LEFT),
        (22, 100, "", {"width": 44}, OVER),
        (30, 38.5, "Niš", {"width": 60}, (0, -17.5, "middle")),
        (30, 38, "Niš", {"width": 60}, UNDER),
        (30, 38, "Niš", {"width": 60, "height": 76.5}, UNDER),
        (30, 38, "Niš", {"width": 60, "height": 76}, None),
    ],
)
def test_it_keeps_a_little_away_from_each_edge(x, y, name, size, place):
    assert placed(x=x, y=y, name=name, **size) == place


def test_a_larger_dot_has_its_name_farther_away_and_one_that_is_near_does_not_touch_it():
    large = dot(X, Y, radius=20)
    (label,) = place_labels([large], SIZE, frame(), most=9)
    assert (label.x - X, label.anchor) == (27, "start")

    # The name at the right of the small dot would touch the large one.
    near = place_labels([dot(X - 76, Y, radius=4), dot(X, Y, radius=20, name="")], SIZE, frame(), most=9)[0]
    assert near.anchor == "start"
    near = place_labels([dot(X - 75, Y, radius=4), dot(X, Y, radius=20, name="")], SIZE, frame(), most=9)[0]
    assert near.anchor == "end"


def test_of_very_many_only_the_largest_are_named():
    dots = [dot(50, 50, radius=5), dot(300, 150, radius=9), dot(300, 50, radius=7)]

    named = place_labels(dots, SIZE, frame(), most=2)
    assert [bool(label) for label in named] == [False, True, True]
    assert named[1] == PlacedName(316, 157, "start", "Niš")


def test_the_crowded_one_chooses_first():
    # Both would stand between the two: the first at its right, the second, at the edge, at its left.
    first, second = dot(100, 100), dot(180, 100)
    near_the_second = [dot(180, 130, radius=0), dot(180, 70, radius=0)]
    # One is nearer to the first than any to the second; far away are many who do not count.
    others = [dot(85, 120, radius=0), *near_the_second, *(dot(-200, place, radius=0) for place in (100, 110))]

    crowded = place_labels([first, second, *others], SIZE, frame(width=200), most=2)
    assert [(label.x, label.y, label.anchor) for label in crowded[:2]] == [
        (83, 107, "end"),
        (163, 107, "end"),
    ]
    # With nobody near the second, the first has its choice.
    alone = place_labels([first, second, others[0]], SIZE, frame(width=200), most=2)
    assert [(label.x, label.y, label.anchor) for label in alone[:2]] == [
        (117, 107, "start"),
        (190, 82, "end"),
    ]
