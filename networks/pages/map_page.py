"""The page of the map: all organisations of the directory, each place with a link to those there."""

from typing import Any

from django.http import HttpRequest

from astra_site import languages
from networks.directory import freshness
from networks.directory.directory_url import directory_url
from networks.directory.drawn_map import ATLAS, drawn_map
from networks.directory.facets import Choices
from networks.models import MapPage


def context(page: MapPage, request: HttpRequest) -> dict[str, Any]:
    """Return the map of all organisations as HTML; "" where no place is known."""
    everything = Choices(freshness.index(languages.active(), request), {})
    return {"map": drawn_map(everything, directory_url(request), request, ATLAS)}
