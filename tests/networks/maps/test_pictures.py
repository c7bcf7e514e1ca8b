"""What a picture of some organisations has: which maps, dots, threads and words, as the places ask for."""

from math import cos, pi, sin

import pytest

from networks.maps import drawing
from networks.maps.drawing import draw
from networks.maps.projections import EARTH_RADIUS, Viewport, azimuthal, equal_earth
from networks.maps.shapes import shapes
from networks.models import Organisation
from networks.models.site_settings import BorderDrawing

TOWNS = {
    "Beograd": ("RS", 20.4651, 44.804), "Niš": ("RS", 21.9033, 43.3247), "Novi Sad": ("RS", 19.8444, 45.2517),
    "Mostar": ("BA", 17.8081, 43.3433), "Tuzla": ("BA", 18.6667, 44.5427),
    "Beč": ("AT", 16.3738, 48.2082), "Cirih": ("CH", 8.55, 47.3667), "Pariz": ("FR", 2.3522, 48.8566),
    "Berlin": ("DE", 13.405, 52.52), "Kanbera": ("AU", 149.13, -35.28),
}  # fmt: skip


def at(*towns):
    """Return an organisation in each town, with keys from 1; a code of a country stands for no town."""
    found = []
    for key, town in enumerate(towns, start=1):
        country, longitude, latitude = TOWNS.get(town, (town, None, None))
        city = town if town in TOWNS else ""
        found.append(
            Organisation(
                pk=key, name_sr_latn=f"O{key}", city_sr_latn=city, country=country,
                longitude=longitude, latitude=latitude,
            )
        )  # fmt: skip
    return found


def drawn(organisations, ours=None, uncertain=frozenset()):
    return draw(organisations, BorderDrawing.DASHED, ours, uncertain)


def dots(picture):
    return {one.name: {knot.key: (knot.number, knot.kind) for knot in one.knots} for one in picture.maps}


REGION = ("Beograd", "Niš", "Mostar")


@pytest.mark.parametrize(
    ("towns", "maps"),
    [
        (["Beograd", "Niš"], ["serbia"]),
        (["Mostar", "Tuzla"], ["balkans"]),
        (["Beograd"], ["serbia"]),
        # Far ones and few in the region stand on one map; with a third town it has its own.
        (["Beograd", "Mostar", "Beč"], ["europe"]),
        ([*REGION, "Beč"], ["balkans", "europe"]),
        (["Beč", "Cirih"], ["europe"]),
        # Out of Europe: the world for all, until Europe has enough countries of its own.
        (["Beč", "Kanbera"], ["world"]),
        (["Beč", "Cirih", "Pariz", "Kanbera"], ["world"]),
        (["Beč", "Cirih", "Pariz", "Berlin", "Kanbera"], ["europe", "world"]),
        ([*REGION, "Kanbera"], ["balkans", "world"]),
        ([*REGION, "Beč", "Kanbera"], ["balkans", "world"]),
        ([*REGION, "Beč", "Cirih", "Pariz", "Berlin", "Kanbera"], ["balkans", "europe", "world"]),
        *(([*REGION, code], ["balkans"]) for code in ("AL", "BA", "HR", "ME", "MK", "RS", "SI", "XK")),
        ([*REGION, "BG"], ["balkans", "europe"]),
    ],
)
def test_the_places_say_which_maps_there_are(towns, maps):
    assert [one.name for one in drawn(at(*towns)).maps] == maps


@pytest.mark.parametrize(
    ("towns", "uncertain", "expected"),
    [
        (["Beograd", "Niš"], set(), {"is_national", "has_towns", "is_complete", "has_names"}),
        (["Beograd", "Niš"], {1}, {"is_national", "has_towns", "is_complete", "has_names", "has_uncertain"}),
        (["Mostar", "Tuzla"], set(), {"has_towns", "is_complete", "has_names"}),
        (["Beograd", "HR"], set(), {"has_towns", "is_complete", "has_names", "has_middles"}),
        (["Beč", "Cirih"], set(), {"has_far", "is_complete", "has_names"}),
        (["Beč", "CH"], set(), {"has_far", "is_complete", "has_names", "has_middles"}),
        (["Kanbera"], set(), {"has_far", "is_complete", "has_names"}),
        ([*REGION, "Beč"], set(), {"has_towns", "has_far", "is_complete", "has_names"}),
        # Without any place it is in no list of the map, and without a town it is in the list only.
        (["Beograd", ""], set(), {"is_national", "has_towns", "has_names"}),
        (["Beograd", "RS"], set(), {"is_national", "has_towns", "is_complete", "has_names", "has_townless"}),
    ],
)
def test_the_words_beside_a_picture_are_those_that_it_needs(towns, uncertain, expected):
    picture = drawn(at(*towns), uncertain=uncertain)
    names = (
        "is_national", "has_towns", "has_far", "has_middles", "has_uncertain", "has_townless", "has_names",
        "is_complete",
    )  # fmt: skip

    assert {name for name in names if getattr(picture, name)} == expected


def test_a_list_names_as_many_as_there_is_room_for(monkeypatch):
    monkeypatch.setattr(drawing, "MOST_LISTED", 2)

    assert drawn(at("Beograd", "Niš")).has_names
    assert not drawn(at("Beograd", "Niš", "Niš")).has_names


def test_a_dot_says_whose_it_is_where_all_are_unsure_and_where_no_town_is_known():
    those = at("Beograd", "Beograd", "Niš", "Niš", "Mostar", "HR", "Beč")
    picture = drawn(those, ours=1, uncertain={1, 3, 5, 7})

    assert dots(picture) == {
        "balkans": {
            "place-RS1": (2, "ours"), "place-RS2": (2, ""), "place-BA1": (1, "uncertain"),
            "place-HR": (1, "country"),
        },
        # There our own country is no more than the place from which threads go out.
        "europe": {"place-RS": (0, "ours"), "place-AT": (1, "uncertain")},
    }  # fmt: skip
    assert [len(one.threads) for one in picture.maps] == [2, 0]


def test_a_dot_grows_with_how_many_are_there_and_one_that_is_counted_elsewhere_is_small():
    picture = drawn(at("Beograd", "Beograd", "Beograd", "Beograd", "Niš", "Mostar", *["Beč"] * 9), ours=1)

    radii = {one.name: {knot.key: knot.radius for knot in one.knots} for one in picture.maps}
    assert radii == {
        "balkans": {"place-RS1": 26, "place-RS2": 14, "place-BA1": 14},
        "europe": {"place-RS": 16, "place-AT": 30},
    }  # fmt: skip


def test_threads_hang_from_our_dot_to_every_other_whether_it_lies_left_or_right(monkeypatch):
    picture = drawn(at("Beograd", "Niš", "Novi Sad"), ours=1)
    (one,) = picture.maps
    ours, *others = sorted(one.knots, key=lambda knot: knot.kind != "ours")

    assert len(one.threads) == 2
    for thread, other in zip(one.threads, others, strict=True):
        across, down = other.x - ours.x, other.y - ours.y
        side = 1 if across >= 0 else -1
        bend = (ours.x + across / 2 - side * down * 0.12, ours.y + down / 2 + side * across * 0.12)
        start, middle, end = [tuple(map(float, part.split()[:2])) for part in _parts(thread)]
        assert start == (ours.x, ours.y) and end == (other.x, other.y)
        assert middle == pytest.approx(bend, abs=1)
        # It hangs: its middle is below the straight line.
        assert middle[1] > (ours.y + other.y) / 2

    monkeypatch.setattr(drawing, "MOST_THREADS", 3)
    assert len(drawn(at("Beograd", "Niš", "Novi Sad"), ours=1).maps[0].threads) == 2
    monkeypatch.setattr(drawing, "MOST_THREADS", 2)
    assert drawn(at("Beograd", "Niš", "Novi Sad"), ours=1).maps[0].threads == []


def _parts(thread):
    start, rest = thread.removeprefix("M").split("Q")
    numbers = rest.split()
    return start, " ".join(numbers[:2]), " ".join(numbers[2:])


def test_europe_shows_where_the_region_lies_only_beside_its_map():
    both = drawn(at(*REGION, "Beč", "Cirih", "Pariz", "Berlin", "Kanbera")).maps
    assert [bool(one.region) for one in both] == [False, True, False]
    assert both[1].region.startswith("M") and both[1].region.count("L") == 3

    assert not drawn(at("Beč")).maps[0].region


def test_towns_behind_the_dot_of_a_country_are_points_where_they_lie_on_the_map():
    europe = drawn(at("Beč", "Cirih", "CH", "Pariz")).maps[0]
    assert europe.towns.count("M") == 3

    # An island of France far away is not on the map of Europe.
    far = Organisation(pk=9, country="FR", city_sr_latn="Sen Deni", longitude=55.45, latitude=-20.88)
    assert drawn([*at("Pariz", "Pariz"), far]).maps[0].towns.count("M") == 1
    assert drawn(at("Kanbera")).maps[0].towns.count("M") == 1
    assert drawn(at("Beograd")).maps[0].towns == drawn(at(*REGION)).maps[0].towns == ""


# Places


def test_places_are_counted_and_named_in_the_order_of_the_alphabet():
    picture = drawn(at("Tuzla", "RS", "Niš", "Beograd", "Niš", "Mostar", "BA"))

    assert [
        (country.key, country.name, [(place.key, place.name, place.number) for place in country.places])
        for country in picture.countries
    ] == [
        ("place-BA", "Bosna i Hercegovina", [
            ("place-BA1", "Mostar", 1), ("place-BA2", "Tuzla", 1), ("place-BA3", "Bosna i Hercegovina", 1),
        ]),
        ("place-RS", "Srbija", [
            ("place-RS1", "Beograd", 1), ("place-RS2", "Niš", 2), ("place-RS3", "Srbija", 1),
        ]),
    ]  # fmt: skip


def test_coordinates_without_a_country_or_a_name_are_a_place_of_their_own():
    def somewhere(key, **fields):
        return Organisation(pk=key, **{"longitude": 20.0, "latitude": 44.0, **fields})

    named = drawn([somewhere(1, city_sr_latn="Beograd"), somewhere(2, city_sr_latn="Zemun"), *at("Mostar")])
    assert [(country.name, country.number) for country in named.countries] == [
        ("Beograd", 1), ("Bosna i Hercegovina", 1), ("Zemun", 1),
    ]  # fmt: skip

    twice = drawn(
        [somewhere(1, country="RS"), somewhere(2, country="RS"), somewhere(3, country="RS", latitude=43.0)]
    )
    assert [place.number for place in twice.countries[0].places] == [2, 1]
    half = drawn([somewhere(1, country="RS", latitude=None), somewhere(2, country="RS", longitude=None)])
    assert [(place.number, place.degrees) for place in half.countries[0].places] == [(2, None)]
    assert drawn([somewhere(1, latitude=None), somewhere(2, longitude=None, country="XX")]) is None


def test_a_town_is_where_the_first_of_those_there_is_of_whom_it_is_known():
    those = at("Niš", "Niš", "Beograd")
    those[0].longitude = None

    assert drawn(those).countries[0].places[1].degrees == TOWNS["Niš"][1:]


# Projections


@pytest.mark.parametrize("latitude", [-70, -31.2, 0, 45, 80])
def test_on_the_map_of_the_world_areas_are_as_large_as_on_the_earth(latitude):
    degree, little = pi / 180, 1e-3
    width = equal_earth(12, latitude, 11, 0).x - equal_earth(11, latitude, 11, 0).x
    height = equal_earth(0, latitude - little, 0, 0).y - equal_earth(0, latitude + little, 0, 0).y

    on_the_earth = EARTH_RADIUS**2 * cos(latitude * degree) * degree * (2 * little * degree)
    assert width * height == pytest.approx(on_the_earth, rel=1e-4)


def test_the_world_is_as_wide_and_as_high_as_its_authors_have_made_it():
    assert equal_earth(180, 0, 0, 0).x / EARTH_RADIUS == pytest.approx(2.70663, abs=1e-5)
    pole = equal_earth(180, 90, 0, 0)
    assert (pole.x / EARTH_RADIUS, pole.y / EARTH_RADIUS) == pytest.approx((1.60359, -1.31736), abs=1e-5)


def test_the_map_of_a_continent_has_its_middle_where_it_says_and_north_above_it():
    middle, north, east = (azimuthal(*place, 13, 52) for place in ((13, 52), (13, 62), (23, 52)))

    assert middle == pytest.approx((0, 0), abs=1e-6)
    assert (north.x, round(north.y)) == (
        pytest.approx(0, abs=1e-6),
        round(-2 * EARTH_RADIUS * sin(5 * pi / 180)),
    )
    assert 600 < east.x < 700 and -60 < east.y < 0
    # The other side of the earth has a place too, however far.
    assert azimuthal(193, -52, 13, 52).y is not None


@pytest.mark.parametrize(
    ("point", "margin", "is_inside"),
    [
        ((0, 0), 0, True), ((100, 50), 0, True), ((100.1, 50), 0, False), ((100, 50.1), 0, False),
        ((-0.1, 0), 0, False), ((0, -0.1), 0, False),
        ((8, 8), 8, True), ((7.9, 8), 8, False), ((8, 7.9), 8, False),
        ((92, 42), 8, True), ((92.1, 42), 8, False), ((92, 42.1), 8, False),
    ],
)  # fmt: skip
def test_a_frame_holds_what_lies_inside_and_far_enough_from_its_edges(point, margin, is_inside):
    frame = Viewport("azimuthal", 0, 0, 0, 0, 1, width=100, height=50)
    assert frame.holds(type(frame.place(0, 0))(*point), margin) is is_inside


def test_a_place_is_drawn_from_the_corner_and_by_the_scale_of_its_map():
    frame = Viewport("azimuthal", 13, 52, left=-100, top=-300, scale=10, width=100, height=50)

    assert frame.place(13, 52) == pytest.approx((10, 30))
    assert shapes("serbia").viewport.holds(shapes("serbia").viewport.place(*TOWNS["Niš"][1:]))
