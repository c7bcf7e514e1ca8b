"""Who is on a map: everybody whose place may be known, counted once, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.maps.drawing import WORLD, draw
from networks.maps.shapes import middles
from networks.models import Organisation
from networks.models.site_settings import BorderDrawing

TOWNS = {
    "Beograd": ("RS", 20.4651, 44.804),
    "Niš": ("RS", 21.9033, 43.3247),
    "Cirih": ("CH", 8.55, 47.3667),
    "Mostar": ("BA", 17.8081, 43.3433),
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
        for spot in (picture.spots if picture else [])
        for organisation in spot.place.organisations
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
        assert with_secret.spots == without.spots


@given(organisations)
def test_every_listed_place_has_its_dot_and_every_dot_its_entry(those):
    picture = drawn(those, ours=1)
    if picture is None:
        return
    listed = {spot.key: spot.number for spot in picture.spots}
    dots = {}
    for one in picture.maps:
        for dot in one.spots:
            # Ours is there a second time on the world, only as the end of the threads.
            if not (one.name == WORLD and dot.spot.key in dots):
                dots[dot.spot.key] = dot.number
            assert 0 <= dot.x <= one.width
            assert 0 <= dot.y <= one.height
    assert dots == listed


@given(organisations)
def test_the_area_of_a_dot_is_its_number(those):
    picture = drawn(those)
    for one in picture.maps if picture else []:
        for dot in one.spots:
            assert dot.radius == pytest.approx(12 * dot.number**0.5, abs=0.5)


def test_towns_of_serbia_stand_on_the_map_of_serbia():
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Niš"), organisation(3, "Niš")])

    assert [one.name for one in picture.maps] == ["serbia"]
    assert [(spot.place.name, spot.number) for spot in picture.spots] == [("Beograd", 1), ("Niš", 2)]


def test_a_country_stands_for_those_of_whom_no_more_is_known():
    picture = drawn([organisation(1, "Beograd"), organisation(2, "Cirih", is_known=False)])
    abroad = next(spot.place for spot in picture.spots if spot.place.country == "CH")

    assert abroad.is_country
    assert (abroad.name, (abroad.longitude, abroad.latitude)) == ("Švajcarska", middles()["CH"])
    assert picture.has_countries


def test_who_is_outside_europe_stands_on_the_world():
    many = [organisation(key, town) for key, town in enumerate(("Beograd", "Cirih", "Mostar"), start=1)]
    few = drawn([*many, organisation(8, "Kanbera")])
    assert [one.name for one in few.maps] == ["world"]

    more = drawn([*many, organisation(7, "", is_known=False), organisation(8, "Kanbera")])
    assert [one.name for one in more.maps] == ["world"]


def test_threads_go_out_from_our_own_town_and_nowhere_when_it_is_secret():
    others = [organisation(2, "Niš"), organisation(3, "Cirih"), organisation(4, "Mostar")]

    assert [len(one.threads) for one in drawn([organisation(1, "Beograd"), *others], ours=1).maps] == [3]
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

    assert sorted((spot.place.country, spot.number) for spot in picture.spots) == [
        ("AU", 60),
        ("FR", 60),
        ("US", 60),
    ]
