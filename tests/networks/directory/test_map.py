"""The map of the directory: of what was chosen, each place with its number and the way to its list."""

import html
import re

import pytest

from tests.factories import make_organisation

pytestmark = pytest.mark.django_db
PLACE = re.compile(
    r'<li class="map__place" id="[^"]+">\s*(?:<a href="([^"]+)">)?\s*([^<]+?)\s*'
    r"(?:</a>[^<]*?)?\s+\((\d+)\)\s*"
    r'(?:<span class="state">[^<]*</span>\s*)?</li>'
)
NOTE = re.compile(r'<p class="map__note">.*?</p>', re.DOTALL)
DOTS = re.compile(r'class="map__spot" href="#([^"]+)"')


def map_of(answer):
    """Return the closed part of the page with the map in it."""
    found = re.search(r'<details class="details directory-map">.*?</details>', answer.source, re.DOTALL)
    return found[0] if found else ""


def places(answer):
    return [(html.unescape(link), name, int(number)) for link, name, number in PLACE.findall(map_of(answer))]


@pytest.mark.parametrize(
    ("language", "choices"),
    [
        ("sr-latn", {}),
        ("en", {}),
        ("sr-latn", {"mreza": "at-mreza"}),
        ("en", {"network": "missing-children-europe"}),
        ("sr-latn", {"mreza": "la-strada-international", "vrsta": "founder"}),
        ("sr-latn", {"zemlja": "RS"}),
        ("en", {"country": "RS", "field": "legal-aid"}),
    ],
)
def test_each_place_leads_to_as_many_organisations_as_its_number_says(ask, client, language, choices):
    answer = ask(language, **choices)
    found = places(answer)

    assert len(found) > 1
    assert sum(number for _link, _name, number in found) == answer.shown.total
    assert len(DOTS.findall(map_of(answer))) >= len(found)
    for link, name, number in found:
        if not link:
            assert name in {"Srbija", "Serbia"}
            continue
        there = client.get(link.partition("#")[0]).context["shown"]
        assert there.total == number, name


def test_a_secret_place_is_neither_drawn_nor_counted_nor_told_by_its_country(directory, ask):
    make_organisation("Javna", city_sr_latn="Niš", country="RS", latitude=43.3, longitude=21.9)
    make_organisation("Bliska", city_sr_latn="Niš", country="RS")
    before = map_of(ask())
    assert places(ask()) == [("/organizacije/?zemlja=RS&mesto=nis#results", "Niš", 2)]
    make_organisation(
        "Skrivena", city_sr_latn="Tajnograd", country="PE", latitude=-12.0, longitude=-77.0,
        do_not_publish_location=True,
    )  # fmt: skip
    after = map_of(ask())

    assert "Peru" not in after
    assert "Tajnograd" not in after
    assert NOTE.sub("", before) == NOTE.sub("", after)
    assert NOTE.search(before)[0] != NOTE.search(after)[0]


def test_where_no_place_is_known_there_is_no_map(directory, ask):
    make_organisation("Bez mesta")

    assert ask().names == ["Bez mesta"]
    assert map_of(ask()) == ""


def test_the_map_follows_a_change_and_the_language(directory, ask):
    assert "Grčka" not in map_of(ask())
    make_organisation("Nova", country="GR")

    assert "Grčka" in map_of(ask())
    assert "Greece" in map_of(ask("en"))
