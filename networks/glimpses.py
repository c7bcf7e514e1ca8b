"""A glimpse of each page that shows all networks at once, small enough for the home page.

All of it is drawn from what the directory and the home page have read already.
"""

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string

from astra_site import languages
from astra_site.pages.menu import top_pages
from astra_site.pages.models import BasePage
from networks.directory import freshness
from networks.directory.index import Index, Value
from networks.directory.sets import NETWORK
from networks.maps.drawing import draw
from networks.models import MapPage, NetworkPage, OverlapsPage, SiteSettings, TimelinePage
from networks.timeline import timeline

MOST_PAIRS = 4


class Glimpse(NamedTuple):
    """A page, and the picture of it as HTML."""

    page: BasePage
    html: str


class SharedPair(NamedTuple):
    """Two networks and how many organisations besides our own are in both."""

    first: Value
    second: Value
    number: int


def glimpses(networks: list[NetworkPage], request: HttpRequest) -> list[Glimpse]:
    """Return a glimpse of each published page of that kind; without anything to show there is none."""
    drawing: dict[type[BasePage], Callable[[HttpRequest], str]] = {
        MapPage: _map,
        TimelinePage: partial(_timeline, networks),
        OverlapsPage: _pairs,
    }
    shown = [page for page in top_pages(request) if type(page) in drawing] if networks else []
    found = [Glimpse(page, drawing[type(page)](request)) for page in shown]
    return [glimpse for glimpse in found if glimpse.html]


def _map(request: HttpRequest) -> str:
    """Draw the first map of all organisations; it is kept as long as the directory does not change."""
    index = freshness.index(languages.active(), request)
    settings = SiteSettings.for_request(request)
    border, ours = settings.border_drawing, settings.our_organisation_id

    def render() -> str:
        picture = draw(index.places(index.order), border, ours)
        return render_to_string("components/map_glimpse.html", {"map": picture.maps[0]}) if picture else ""

    return index.maps.get(("glimpse", border, ours), render)


def _timeline(networks: list[NetworkPage], request: HttpRequest) -> str:
    """Draw when the networks began and when ASTRA joined."""
    drawn = timeline(networks)
    return render_to_string("components/timeline_glimpse.html", {"timeline": drawn}) if drawn.drawn else ""


def _pairs(request: HttpRequest) -> str:
    """Draw the networks that have most organisations in common."""
    index = freshness.index(languages.active(), request)
    pairs = shared_pairs(index, SiteSettings.for_request(request).our_organisation_id)[:MOST_PAIRS]
    return render_to_string("components/overlaps_glimpse.html", {"pairs": pairs}) if pairs else ""


def shared_pairs(index: Index, ours: int | None) -> list[SharedPair]:
    """Return every two networks with organisations in both, those with the most first.

    Args:
        index: the directory; only memberships that last are in its `networks_of`.
        ours: the key of our own organisation, which is in every network and left out.
    """
    numbers = Counter(
        pair
        for organisation, its_networks in index.networks_of.items()
        if organisation != ours
        for pair in combinations(its_networks, 2)
    )
    values = index.values[NETWORK]
    return [
        SharedPair(values[first], values[other], number) for (first, other), number in numbers.most_common()
    ]
