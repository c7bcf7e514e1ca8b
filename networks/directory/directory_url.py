"""The URLs of the directory and of its map in each language, with a visitor's choices."""

from django.http import HttpRequest

from astra_site.pages.alternates import WithParameters
from astra_site.pages.menu import url_of_top_page
from astra_site.pages.models import BasePage
from networks.directory.facets import Choices
from networks.models import MapPage, OrganisationIndexPage


def canonical(page: BasePage, choices: Choices, number: int = 1) -> WithParameters:
    """Return the directory or its map as search engines may know it: the whole of it, page by page."""
    query = f"page={number}" if number > 1 and not choices.is_made else ""
    return WithParameters(page, lambda _language: query, is_whole=not choices.is_made)


def directory_url(request: HttpRequest | None) -> str:
    """Return the address of the directory; asked once a request, for lists have a hundred links."""
    known = getattr(request, "_directory_url", None)
    if known is not None:
        return known
    url = url_of_top_page(OrganisationIndexPage, request)
    if request is not None:
        vars(request)["_directory_url"] = url
    return url


def map_url(choices: Choices, request: HttpRequest) -> str:
    """Return the address of the map of what was chosen; "" where no map is published."""
    url = url_of_top_page(MapPage, request)
    query = choices.query(choices.index.language)
    return f"{url}?{query}" if url and query else url
