"""The home page: the networks by kind, the picture of them, and the numbers of the whole."""

from typing import Any, NamedTuple

from django.http import HttpRequest

from astra_site.pages.menu import top_pages
from networks.directory.directory_url import directory_url
from networks.figures import figures
from networks.glimpses import glimpses
from networks.models import HomePage, NetworkIndexPage, NetworkPage
from networks.open_data import structured
from networks.overview import networks_by_kind
from networks.ties import ties


class Finds(NamedTuple):
    """What is found on this site: networks, statuses (which nobody is a member of), and where they are."""

    networks: int
    statuses: int
    networks_address: str
    organisations_address: str


def context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the networks by kind and the numbers of the whole."""
    kinds = networks_by_kind()
    networks = [network for kind in kinds for network in kind.networks]
    return {
        "kinds": kinds,
        "glimpses": glimpses(networks, request),
        "ties": ties(kinds),
        "figures": figures(request),
        "finds": finds(networks, request),
        "structured_data": structured.website(page, request) if page.pk else None,
    }


def finds(networks: list[NetworkPage], request: HttpRequest) -> Finds:
    """Count what is found on this site."""
    statuses = sum(network.is_status for network in networks)
    index = next((page for page in top_pages(request) if isinstance(page, NetworkIndexPage)), None)
    url = index.get_url(request) if index else ""
    return Finds(len(networks) - statuses, statuses, url, directory_url(request))
