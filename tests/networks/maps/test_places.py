"""Who is on a map: everybody whose place may be known, counted once, and nobody else."""

from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networks.maps.drawing import REGION_CORNERS, SIZES, _fitted, draw
from networks.maps.knots import EUROPE, SERBIA
from networks.maps.map_labels import Dot
from networks.maps.projections import Point, Viewport
from networks.maps.shapes import middles, shapes
from networks.models import Organisation
from networks.models.site_settings import BorderDrawing

TOWNS = {
    "Beograd": ("RS", 20.4651, 44.804),
    "Niš": ("RS", 21.9033, 43.3247),
    "Cirih": ("CH", 8.55, 47.3667),
    "Mostar": ("BA", 17.8081, 43.3433),
    "Podgorica": ("ME", 19.2636, 42.4411),
    "Kanbera": ("AU", 149.13, -35.28),
    "": ("HK", None, None),
}


def organisation(key, town, *, is_known=True, is_secret=False):
    """Return an organisation that needs no database."""
    country, longitude, latitude = TOWNS[town]
    return Organisation(
        pk=key,
        name_sr_latn=f"Organizacija {key}",
        city_sr_latn=town,
        country=country,
        longitude=longitude if is_known else None,
        latitude=latitude if is_known else None,
        do_not_publish_location=is_secret,
    )


def drawn(organisations, ours=None):
    return draw(organisations, BorderDrawing.DASHED, ours)


organisations = st.lists(
    st.tuples(st.sampled_from(list(TOWNS)), st.booleans(), st.booleans()), max_size=12
).map(
    lambda rows: [
        organisation(key, town, is_known=known, is_secret=secret)
        for key, (town, known, secret) in enumerate(rows, start=1)
    ]
)


@given(organisations)
def test_everybody_with_a_published_place_is_there_once_and_no_secret_one_ever(those):
    picture = drawn(those)
    shown = [
        organisation.pk
        for country in (picture.countries if picture else [])
        for organisation in country.organisations
    ]

    assert sorted(shown) == [one.pk for one in those if not one.do_not_publish_location]
    assert picture is None or picture.is_complete == (len(shown) == len(those))


@given(organisations)
def test_taking_secret_ones_away_changes_nothing_on_the_map(those):
    open_ones = [one for one in those if not one.do_not_publish_location]
    with_secret, without = drawn(those), drawn(open_ones)

    assert (with_secret is None) == (without is None)
    if with_secret and without:
        assert with_secret.maps == without.maps
        assert with_secret.countries == without.countries


@given(organisations)
def test_every_dot_has_its_entry_and_whoever_has_none_is_said_to_be_in_the_list_only(those):
    picture = drawn(those, ours=1)
    if picture is None:
        return
    listed = {
        entry.key: entry.number for country in picture.countries for entry in (country, *country.places)
    }
    counted = [knot for one in picture.maps for knot in one.knots if knot.number]
    for knot in counted:
        assert knot.number == listed[knot.key]
    everybody = sum(country.number for country in picture.countries)
    assert len({knot.key for knot in counted}) == len(counted)
    assert picture.has_townless == (sum(knot.number for knot in counted) < everybody)


@given(organisations)
def test_every_dot_lies_in_what_shows_of_its_map(those):
    picture = drawn(those, ours=1)
    for one in picture.maps if picture else []:
        for knot in one.knots:
            assert knot.radius <= knot.x <= one.width - knot.radius
            assert one.top + knot.radius <= knot.y <= one.top + one.height - knot.radius


@settings(deadline=None)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_a_dot_grows_with_its_number_and_only_so_far_that_it_hides_no_neighbour(numbers):
    towns = ["Beograd", "Niš", "Mostar", "Podgorica"]
    those = [
        organisation(100 * place + key, town)
        for place, (town, number) in enumerate(zip(towns, numbers, strict=False))
        for key in range(number)
    ]
    (*_, one) = drawn(those).maps

    by_number = sorted(one.knots, key=lambda knot: knot.number)
    assert [knot.radius for knot in by_number] == sorted(knot.radius for knot in one.knots)
    for knot, other in combinations(one.knots, 2):
        apart = dist((knot.x, knot.y), (other.x, other.y))
        assert apart >= knot.radius + other.radius
        assert apart >= SIZES[one.name].nearest - 2


@given(organisations)
def test_names_touch_neither_each_other_nor_a_dot(those):
    picture = drawn(those, ours=1)
    for one in picture.maps if picture else []:
        letters = SIZES[one.name].letters
        boxes = [box_of(knot.label, letters) for knot in one.knots if knot.label]
        assert not any(meet(box, other) for box, other in combinations(boxes, 2))
        for knot in one.knots:
            around = (knot.x - knot.radius, knot.y - knot.radius, knot.x + knot.radius, knot.y + knot.radius)
            assert not any(meet(box, around) for box in boxes)


def box_of(label, letters):
    """Return where a name is drawn, with letters of half their height in width."""
    width = len(label.name) * letters * 0.5
    left = {"start": label.x, "end": label.x - width, "middle": label.x - width / 2}[label.anchor]
    return left, label.y - letters * 0.8, left + width, label.y + letters * 0.2


def meet(box, other):
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]


def test_towns_of_serbia_stand_on_the_map_of_serbia():
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Niš"), organisation(3, "Niš")])

    assert [one.name for one in picture.maps] == ["serbia"]
    assert [(knot.label.name, knot.number) for knot in picture.maps[0].knots] == [("Beograd", 1), ("Niš", 2)]


def test_the_region_has_its_own_map_by_towns_and_europe_is_by_countries():
    those = [organisation(key, town) for key, town in enumerate(("Beograd", "Niš", "Mostar", "Cirih"))]
    region, europe = drawn([*those, organisation(9, "Cirih")], ours=0).maps

    assert (region.name, europe.name) == ("balkans", "europe")
    assert sorted(knot.label.name for knot in region.knots) == ["Beograd", "Mostar", "Niš"]
    assert [(knot.label.name, knot.number) for knot in europe.knots] == [("Srbija", 0), ("Švajcarska", 2)]
    # Where the region lies shows on Europe, and its organisations are counted once.
    assert europe.region


def test_who_is_only_in_the_region_gets_no_empty_map_of_europe():
    only = drawn([organisation(1, "Beograd"), organisation(2, "Mostar")])

    assert [one.name for one in only.maps] == ["balkans"]


def test_two_in_the_region_stand_on_europe_with_the_others():
    far = [Organisation(pk=key, country=code) for key, code in enumerate(("FR", "DE", "PL"), start=10)]
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Mostar"), *far])

    assert [one.name for one in picture.maps] == ["europe"]


def test_of_a_country_with_towns_those_without_one_are_in_the_list_only():
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Niš"), Organisation(pk=3, country="RS")])
    (serbia,) = picture.countries

    assert [(place.town, place.number) for place in serbia.places] == [("Beograd", 1), ("Niš", 1), ("", 1)]
    assert len(picture.maps[0].knots) == 2
    assert picture.has_townless


def test_a_country_stands_for_those_of_whom_no_more_is_known():
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Cirih", is_known=False)])
    (_, abroad) = picture.countries

    assert abroad.name == "Švajcarska"
    assert abroad.seat == middles()["CH"]
    assert picture.has_middles


def test_of_towns_with_as_many_the_one_nearest_the_middle_stands_for_the_country():
    towns = {"Nica": (7.27, 43.7), "Pariz": (2.35, 48.86)}
    those = [
        Organisation(pk=key, country="FR", city_sr_latn=town, longitude=longitude, latitude=latitude)
        for key, (town, (longitude, latitude)) in enumerate(towns.items())
    ]

    assert drawn(those).countries[0].seat == towns["Pariz"]
    assert drawn([*those, those[0]]).countries[0].seat == towns["Nica"]


def test_who_is_outside_europe_stands_on_the_world():
    many = [organisation(key, town) for key, town in enumerate(("Cirih", "Mostar"), start=1)]
    few = drawn([*many, organisation(8, "Kanbera")])
    assert [one.name for one in few.maps] == ["world"]

    region = [organisation(key, town) for key, town in enumerate(("Beograd", "Niš", "Mostar"), start=1)]
    more = drawn([*region, organisation(7, "", is_known=False), organisation(8, "Kanbera")])
    assert [one.name for one in more.maps] == ["balkans", "world"]


def test_threads_go_out_from_our_own_town_and_nowhere_when_it_is_secret():
    others = [organisation(2, "Niš"), organisation(3, "Cirih"), organisation(4, "Mostar")]

    shown = drawn([organisation(1, "Beograd"), *others], ours=1)
    assert [len(one.threads) for one in shown.maps] == [2, 1]
    secret = organisation(1, "Beograd", is_secret=True)
    assert not any(one.threads for one in drawn([secret, *others], ours=1).maps)


def test_nothing_is_drawn_of_nobody():
    assert drawn([]) is None


def test_of_very_many_the_list_gives_the_numbers():
    many = [organisation(key, "Niš") for key in range(1, 200)]

    assert not drawn(many).has_names
    assert drawn(many[:20]).has_names


def test_of_very_many_places_each_country_is_one():
    those = [
        Organisation(country=code, city_sr_latn=f"Grad {number}", latitude=south + number / 2, longitude=east)
        for code, south, east in (("FR", 30, 2), ("US", 30, -100), ("AU", -35, 140))
        for number in range(60)
    ]
    picture = drawn(those)

    assert sorted((knot.key, knot.number) for knot in picture.maps[0].knots) == [
        ("place-AU", 60),
        ("place-FR", 60),
        ("place-US", 60),
    ]


def test_of_very_many_towns_in_the_region_each_country_is_one(monkeypatch):
    monkeypatch.setattr("networks.maps.knots.MOST_TOWNS", 3)
    towns = ("Beograd", "Niš", "Mostar", "Podgorica")
    (region,) = drawn([organisation(key, town) for key, town in enumerate(towns)]).maps

    assert sorted(knot.key for knot in region.knots) == ["place-BA", "place-ME", "place-RS"]


def test_the_frame_on_europe_is_that_of_the_region():
    viewport = shapes("balkans").viewport
    corners = [viewport.place(*corner) for corner in REGION_CORNERS]

    width, height = viewport.width, viewport.height
    for corner, frame in zip(corners, [(0, 0), (width, 0), (width, height), (0, height)], strict=True):
        assert dist(corner, frame) < 2


@pytest.mark.parametrize(
    ("name", "heights", "shown"),
    [
        # Around the dots, but never less than 0.45 of the width, nor more than there is.
        (EUROPE, [300, 700], (210, 790)),
        (EUROPE, [500], (275, 725)),
        (EUROPE, [20, 500], (0, 590)),
        (EUROPE, [500, 1190], (410, 1200)),
        (EUROPE, [1190], (965, 1200)),
        (SERBIA, [500], (0, 1200)),
    ],
)
def test_so_much_of_a_map_shows_as_tells_where_the_dots_are(name, heights, shown):
    frame = Viewport("equal", 20, 45, 0, 0, 1, width=1000, height=1200)
    dots = [Dot(Point(500, height), 16, "") for height in heights]
    assert _fitted(name, dots, frame) == shown
