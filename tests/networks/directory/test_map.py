"""The map of what was chosen from the directory: each place with its number and the way to its list."""

import gzip
import html
import re

import pytest

from networks.directory import drawn_map
from networks.models import MapPage
from tests.factories import make_organisation, make_page

pytestmark = pytest.mark.django_db
COUNTRY = re.compile(
    r'<li class="map__place" id="[^"]+">\s*(?:<a href="([^"]+)">)?([^<]+?)(?:</a>)?\s+\((\d+)\)'
)
TOWN = re.compile(r'<li id="[^"]+">\s*<a href="([^"]+)">([^<]+)</a>')
NOTE = re.compile(r'<p class="map__note">.*?</p>', re.DOTALL)
DOTS = re.compile(r'<a href="#([^"]+)" tabindex="-1"><circle class="map__reach"')


@pytest.fixture
def map_page(directory):
    """Publish a map beside the directory of this test."""
    fields = {"slug": "mapa", "title_en": "Map", "slug_en": "map"}
    return make_page(directory.get_parent(), "Mapa", MapPage, **fields)


@pytest.fixture
def map_of(client):
    """Follow the directory's link to the map of the same choices, and return the map."""

    def follow(answer):
        link = re.search(r'<a href="([^"]+)">(?:Na mapi|On the map)</a>', answer.source)
        if not link:
            return ""
        source = client.get(html.unescape(link[1])).content.decode()
        found = re.search(r'<div class="atlas.*?<div class="prose">', source, re.DOTALL)
        return found[0] if found else ""

    return follow


def countries(drawn):
    found = COUNTRY.findall(drawn)
    return [(html.unescape(link), name.strip(), int(number)) for link, name, number in found]


def towns(drawn):
    return [(html.unescape(link), name) for link, name in TOWN.findall(drawn)]


@pytest.mark.parametrize(
    ("language", "choices"),
    [
        ("sr-latn", {}),
        ("en", {}),
        ("sr-latn", {"mreza": "at-mreza"}),
        ("en", {"network": "missing-children-europe"}),
        ("sr-latn", {"mreza": "la-strada-international", "vrsta": "founder"}),
        ("sr-latn", {"zemlja": "RS"}),
        ("en", {"country": "RS", "field": "legal"}),
    ],
)
def test_each_place_leads_to_as_many_organisations_as_its_number_says(ask, map_of, client, language, choices):
    answer = ask(language, **choices)
    drawn = map_of(answer)
    found = countries(drawn)

    assert sum(number for _link, _name, number in found) == answer.shown.total
    assert set(DOTS.findall(drawn)) <= set(re.findall(r'id="([^"]+)"', drawn))
    for link, name, number in found:
        there = client.get(link.partition("#")[0]).context["shown"]
        assert there.total == number, name
    for link, name in towns(drawn):
        assert client.get(link.partition("#")[0]).context["shown"].total > 0, name


def test_the_list_goes_by_country_with_its_towns_inside(directory, map_page, map_of, ask):
    for town, country in (("Osijek", "HR"), ("Zagreb", "HR"), ("Dablin", "IE")):
        make_organisation(f"U mestu {town}", city_sr_latn=town, country=country)
    drawn = map_of(ask())

    assert [name for _link, name, _number in countries(drawn)] == ["Hrvatska", "Irska"]
    assert [name for _link, name in towns(drawn)] == ["Osijek", "Zagreb", "Dablin"]


def test_of_very_many_towns_a_country_tells_how_many_and_its_own_map_lists_them(
    directory, map_page, map_of, ask, client, monkeypatch
):
    monkeypatch.setattr(drawn_map, "MOST_TOWNS", 4)
    near = {
        town: {"country": "HR", "latitude": 45.5, "longitude": 16} for town in ("Osijek", "Split", "Zagreb")
    }
    far = {town: {"country": "NO", "latitude": 60, "longitude": 10} for town in ("Oslo", "Bergen", "")}
    for town, place in {**near, **far, "Dablin": {"country": "IE"}}.items():
        make_organisation(f"U mestu {town}", city_sr_latn=town, **place)
    drawn = map_of(ask())

    # The dots of Croatia are its towns, and each leads to its line; Ireland has no more than one.
    assert [name for _link, name in towns(drawn)] == ["Osijek", "Split", "Zagreb", "Dablin"]
    assert set(DOTS.findall(drawn)) <= set(re.findall(r'id="([^"]+)"', drawn))
    assert '<a href="?zemlja=NO">2 mesta</a>' in drawn
    own = client.get("/mapa/?zemlja=NO").content.decode()
    assert [name for _link, name in towns(own)] == ["Bergen", "Oslo"]


def test_a_secret_place_is_neither_drawn_nor_counted_nor_told_by_its_country(map_page, map_of, ask):
    make_organisation("Javna", city_sr_latn="Niš", country="RS", latitude=43.3, longitude=21.9)
    make_organisation("Bliska", city_sr_latn="Niš", country="RS")
    before = map_of(ask())
    assert countries(before) == [("/organizacije/?zemlja=RS#results", "Srbija", 2)]
    assert towns(before) == [("/organizacije/?zemlja=RS&mesto=nis#results", "Niš")]
    make_organisation(
        "Skrivena", city_sr_latn="Tajnograd", country="PE", latitude=-12.0, longitude=-77.0,
        do_not_publish_location=True,
    )  # fmt: skip
    after = map_of(ask())

    assert "Peru" not in after
    assert "Tajnograd" not in after
    assert NOTE.sub("", before) == NOTE.sub("", after)
    assert NOTE.search(before)[0] != NOTE.search(after)[0]


def test_where_no_place_is_known_there_is_no_map(map_page, map_of, ask):
    make_organisation("Bez mesta")

    assert ask().names == ["Bez mesta"]
    assert map_of(ask()) == ""


def test_the_map_follows_a_change_and_the_language(map_page, map_of, ask):
    assert "Grčka" not in map_of(ask())
    make_organisation("Nova", country="GR")

    assert "Grčka" in map_of(ask())
    assert "Greece" in map_of(ask("en"))


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_map_and_list_of_the_same_choices_lead_to_each_other(client, language):
    here, there, choice, other = {
        "sr-latn": ("/mapa/", "/organizacije/", "?mreza=at-mreza", "/en/map/?network=at-network"),
        "en": ("/en/map/", "/en/organisations/", "?network=at-network", "/mapa/?mreza=at-mreza"),
    }[language]
    drawn = client.get(here + choice).content.decode()

    assert f'href="{here}{choice}"' in client.get(there + choice).content.decode()
    assert f'href="{there}{choice}#results"' in drawn
    assert f'href="{other}"' in drawn
    assert '<meta name="robots" content="noindex">' in drawn
    assert "noindex" not in client.get(here).content.decode()


def test_a_choice_that_nobody_knows_is_not_found_on_the_map_either_and_says_so(client):
    unknown = client.get("/en/map/?network=no-such&country=RS")

    assert unknown.status_code == 404
    words = unknown.content.decode()
    assert "Network: “no-such” is not in this directory." in " ".join(words.split())
    assert 'class="atlas' not in words and 'href="/en/map/"' in words
    assert client.get("/mapa/", {"mreza": ""})["Location"] == "/mapa/"


@pytest.mark.parametrize("query", ["", "?vrsta=sadasnja", "?zemlja=RS", "?page=2"])
def test_the_directory_is_light_whatever_was_chosen(client, query):
    # What a page of the site may weigh is 14 KB; the rest is for more organisations.
    assert len(gzip.compress(client.get(f"/organizacije/{query}").content, 6)) < 13 * 1024
