"""The page of the map: all organisations or those chosen, each place with a link to those there."""

from typing import Any

from django.http import HttpRequest

from astra_site.pages.alternates import WithParameters
from networks.directory.asked import leads_on as leads_on
from networks.directory.asked import status as status
from networks.directory.directory_url import canonical, directory_url
from networks.directory.drawn_map import drawn_map
from networks.directory.freshness import choices_of
from networks.directory.parameters import CHOICE_PARAMETERS
from networks.models import MapPage
from networks.open_data.licence import terms

QUERY_PARAMETERS = CHOICE_PARAMETERS


def context(page: MapPage, request: HttpRequest) -> dict[str, Any]:
    """Return the map as HTML, "" where no place is known, and the way to the list that says the same."""
    choices = choices_of(request)
    directory = directory_url(request)
    query = "" if choices.unknown else choices.query(choices.index.language)
    return {
        "canonical": canonical(page, choices),
        "with_parameters": WithParameters(page, choices.query),
        "choices": choices,
        "list_url": f"{directory}?{query}#results" if directory and query else directory,
        "map": "" if choices.unknown else drawn_map(choices, directory, request),
        "terms": terms(request),
    }
