"""The numbers of the whole, each with the address of the list that it counts."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest

from astra_site import languages
from astra_site.pages.menu import top_pages
from networks.directory import freshness
from networks.directory.directory_url import directory_url
from networks.directory.facets import kinds
from networks.directory.index import KIND, NETWORK
from networks.directory.parameters import PARAMETERS
from networks.directory.rows import CURRENT
from networks.models import NetworkIndexPage


class Figures(NamedTuple):
    """How many networks, organisations known to be in one, and countries of those; where each is listed."""

    networks: int
    organisations: int
    countries: int
    networks_address: str
    organisations_address: str
    as_of: datetime | None

    @property
    def countries_address(self) -> str:
        """Return where the countries are listed: below the same organisations."""
        return f"{self.organisations_address}#countries" if self.organisations_address else ""


def figures(request: HttpRequest) -> Figures:
    """Count by the directory's index; partners count as organisations, unconfirmed and former ones do not."""
    language = languages.active()
    index = freshness.index(language, request)
    kind = ContentType.objects.get_for_model(NetworkIndexPage).pk
    list_of_networks = next((page for page in top_pages(request) if page.content_type_id == kind), None)
    directory = directory_url(request)
    return Figures(
        len(index.values[NETWORK]),
        index.current.bit_count(),
        index.countries,
        (list_of_networks.url_in(language) or "") if list_of_networks else "",
        f"{directory}?{_current(language)}" if directory else "",
        index.as_of,
    )


def _current(language: str) -> str:
    """Return the choice of those who are known to be in some network."""
    return urlencode({PARAMETERS[language][KIND]: kinds(language)[CURRENT].keys[language]})
