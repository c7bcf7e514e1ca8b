"""The land of the maps: valid paths, small, and the border as the setting says."""

import gzip
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.maps import shapes
from networks.maps.projections import EARTH_RADIUS, azimuthal, equal_earth
from networks.maps.shapes import land
from networks.models.site_settings import BorderDrawing

MAPS = ["serbia", "balkans", "europe", "world"]
# A minus sign needs no space before it.
NUMBERS = r"-?\d+(?: \d+|-\d+)+"
CLOSED_PATH = re.compile(rf"(M{NUMBERS}l{NUMBERS}z)+")
OPEN_PATH = re.compile(rf"(M{NUMBERS}l{NUMBERS})+")
NUMBER = re.compile(r"-?\d+")
EDGE = 13


def points(path):
    """Return the absolute points of a path of ours."""
    found = []
    for start, steps in re.findall(r"M([-\d ]+)l([-\d ]+)", path):
        x, y = (int(part) for part in NUMBER.findall(start))
        found.append((x, y))
        numbers = [int(part) for part in NUMBER.findall(steps)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + across, y + down
            found.append((x, y))
    return found


@pytest.mark.parametrize("name", MAPS)
def test_every_outline_is_a_closed_path_inside_its_frame(name):
    drawn = shapes.shapes(name)
    for path in filter(None, [*drawn.countries.values(), drawn.silhouette, drawn.serbia_with_kosovo]):
        assert CLOSED_PATH.fullmatch(path)
        for x, y in points(path):
            assert -EDGE <= x <= drawn.viewport.width + EDGE
            assert -EDGE <= y <= drawn.viewport.height + EDGE


@pytest.mark.parametrize("name", ["serbia", "balkans", "europe"])
def test_the_line_with_kosovo_is_an_open_path(name):
    assert OPEN_PATH.fullmatch(shapes.shapes(name).border_with_kosovo)


@pytest.mark.parametrize(("name", "kilobytes"), [("serbia", 3), ("balkans", 4), ("europe", 6), ("world", 3)])
def test_the_land_is_light(name, kilobytes):
    drawn = land(name, {"RS"}, BorderDrawing.DASHED)
    assert len(gzip.compress("".join(drawn).encode())) <= kilobytes * 1024


@pytest.mark.parametrize("name", MAPS)
def test_borders_are_drawn_as_the_setting_says(name):
    drawn = shapes.shapes(name)
    dashed, none, two = (
        land(name, {"RS"}, border) for border in (BorderDrawing.DASHED, BorderDrawing.NONE, BorderDrawing.TWO)
    )

    assert dashed.members == none.members == drawn.serbia_with_kosovo
    assert not none.line
    assert not two.line
    assert two.members == drawn.countries["RS"]
    if drawn.silhouette:
        assert dashed.others == two.others == drawn.silhouette
        assert not dashed.line
    else:
        assert dashed.line == drawn.border_with_kosovo
        assert drawn.countries["XK"] in two.others
        assert drawn.countries["XK"] not in dashed.others + dashed.members


def test_a_member_in_kosovo_colours_the_country_that_is_drawn():
    assert land("europe", {"XK"}, BorderDrawing.DASHED).members == shapes.shapes("europe").serbia_with_kosovo
    assert land("europe", {"XK"}, BorderDrawing.TWO).members == shapes.shapes("europe").countries["XK"]


def test_every_country_of_the_starter_content_has_a_middle(db):
    from networks.models import Organisation

    assert set(Organisation.objects.exclude(country="").values_list("country", flat=True)) <= set(
        shapes.middles()
    )


# Projections


@given(st.floats(-30, 60), st.floats(25, 75))
def test_a_place_is_as_far_and_in_the_direction_that_an_equal_area_map_gives_it(longitude, latitude):
    turn, north, middle = (math.radians(angle) for angle in (longitude - 13, latitude, 52))
    cosine = math.sin(middle) * math.sin(north) + math.cos(middle) * math.cos(north) * math.cos(turn)
    angle = math.acos(min(max(cosine, -1), 1))

    x, y = azimuthal(longitude, latitude, 13, 52)

    assert math.hypot(x, y) == pytest.approx(2 * EARTH_RADIUS * math.sin(angle / 2), abs=0.5)
    assert x * (longitude - 13) >= 0


@given(st.floats(-179, 179), st.floats(-89, 89))
def test_the_world_is_symmetrical_and_within_its_bounds(longitude, latitude):
    x, y = equal_earth(longitude, latitude, 0, 0)
    mirrored_x, mirrored_y = equal_earth(-longitude, -latitude, 0, 0)
    assert (x, y) == (pytest.approx(-mirrored_x), pytest.approx(-mirrored_y))
    assert abs(x) <= 17300
    assert abs(y) <= 8400
