"""The organisations that a visitor has chosen, on a map; each place leads to the list of those there."""

from typing import NamedTuple, cast

from networks.directory.facets import Choices
from networks.directory.index import COUNTRY, TOWN, Located, numbers_in
from networks.maps.drawing import MapPicture, Spot, draw


class PlaceLink(NamedTuple):
    """A place of the map, and the choices that lead to its organisations as they stand in an address.

    There are none for the rest of a country, of whom no more is known while others stand in its towns.
    """

    spot: Spot
    query: str


class Atlas(NamedTuple):
    """The maps, and the list that says the same."""

    picture: MapPicture
    places: list[PlaceLink]


def atlas(choices: Choices, border: str, ours: int | None) -> Atlas | None:
    """Return the maps of what was chosen, or nothing where no place is known."""
    index = choices.index
    chosen = choices.matching()
    places = [index.places[number] for number in numbers_in(chosen, 0, chosen.bit_count())]
    uncertain = {place.pk for place in places if place.pk not in index.networks_of}
    picture = draw(places, border, ours, uncertain)
    if picture is None:
        return None
    with_towns = {spot.place.country for spot in picture.spots if not spot.place.is_country}
    return Atlas(picture, [_link(choices, spot, with_towns) for spot in picture.spots])


def _link(choices: Choices, spot: Spot, with_towns: set[str]) -> PlaceLink:
    if spot.place.is_country and spot.place.country in with_towns:
        return PlaceLink(spot, "")
    values = choices.index.values
    row = cast(Located, spot.place.organisations[0])
    chosen = {}
    if row.country in values[COUNTRY]:
        chosen[COUNTRY] = values[COUNTRY][row.country]
    if not spot.place.is_country and row.town:
        chosen[TOWN] = values[TOWN][row.town]
    return PlaceLink(spot, choices.and_also(chosen).query(choices.index.language))
