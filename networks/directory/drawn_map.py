"""The map of the organisations that a visitor has chosen, or of all; each place leads to those there."""

from typing import NamedTuple, cast

from django.http import HttpRequest
from django.template.loader import render_to_string

from astra_site.languages.fallback import plain
from networks.directory.facets import Choices
from networks.directory.index import Located
from networks.directory.sets import COUNTRY, TOWN
from networks.directory.standing import NotCounted, common
from networks.maps.drawing import MapPicture, draw
from networks.maps.places import Country, Place, Placed
from networks.models import SiteSettings

# A list of more towns would be longer than anybody reads, and far larger than the maps.
MOST_TOWNS = 300


class PlaceLink(NamedTuple):
    """A town of the list, and the choices that lead to its organisations as they stand in an address.

    There are none for those of a country whose town is not known.
    """

    place: Place
    query: str
    # Of those of whom none is in a network today.
    standing: NotCounted | None


class CountryLink(NamedTuple):
    """A country of the list, the choices that lead to it, and its towns."""

    country: Country
    query: str
    towns: list[PlaceLink]
    # So many of its towns stand on the country's own map only.
    unlisted: int


class Atlas(NamedTuple):
    """The maps, and the list that says the same."""

    picture: MapPicture
    countries: list[CountryLink]


def drawn_map(choices: Choices, directory_path: str, request: HttpRequest) -> str:
    """Return the map of what was chosen, or nothing where no place is known."""
    settings = SiteSettings.for_request(request)
    border, ours = settings.border_drawing, settings.our_organisation_id

    def render() -> str:
        found = _atlas(choices, border, ours)
        if not found:
            return ""
        values = {"atlas": found, "directory_path": directory_path}
        return render_to_string("components/atlas.html", values, request)

    # What is looked at before it is saved need not be kept, nor a map for whatever somebody typed.
    if getattr(request, "is_preview", False) or choices.words:
        return render()
    footnote = plain(settings, "map_footnote")
    key = (choices.query(choices.index.language), directory_path, border, ours, footnote)
    return choices.index.maps.get(key, render)


def _atlas(choices: Choices, border: str, ours: int | None) -> Atlas | None:
    """Return the maps of what was chosen, or nothing where no place is known."""
    index = choices.index
    chosen = choices.matching()
    places = index.places(index.numbers_in(chosen))
    uncertain = {place.pk for place in places if place.pk not in index.networks_of}
    picture = draw(places, border, ours, uncertain)
    if picture is None:
        return None
    number = sum(len(country.places) for country in picture.countries)
    are_many = number > MOST_TOWNS and COUNTRY not in choices.chosen
    dots = {knot.key for drawn in picture.maps for knot in drawn.knots}
    links = [
        # Where the towns of a country are dots, each dot leads to its line.
        _country_link(choices, country, is_whole=not are_many or country.key not in dots)
        for country in picture.countries
    ]
    return Atlas(picture, links)


def _country_link(choices: Choices, country: Country, *, is_whole: bool) -> CountryLink:
    query = _query(choices, country.organisations[0], COUNTRY)
    named = sum(bool(place.town) for place in country.places)
    if not is_whole and named > 1:
        return CountryLink(country, query, [], named)
    towns = [
        PlaceLink(
            place,
            _query(choices, place.organisations[0], COUNTRY, TOWN) if place.town else "",
            _standing(choices, place),
        )
        for place in country.places
    ]
    return CountryLink(country, query, towns, 0)


def _standing(choices: Choices, place: Place) -> NotCounted | None:
    standings = choices.index.standings
    known = [
        standings[organisation.pk] for organisation in place.organisations if organisation.pk in standings
    ]
    return common(known) if known and len(known) == len(place.organisations) else None


def _query(choices: Choices, organisation: Placed, *facets: str) -> str:
    """Return the choice of where an organisation is, as it stands in an address."""
    values = choices.index.values
    row = cast(Located, organisation)
    keys = {COUNTRY: row.country, TOWN: row.town}
    chosen = {facet: values[facet][keys[facet]] for facet in facets if keys[facet] in values[facet]}
    return choices.and_also(chosen).query(choices.index.language) if chosen else ""
