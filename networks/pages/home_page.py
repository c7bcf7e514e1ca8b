"""The home page: the networks by kind, the picture of them, and the numbers of the whole."""

from typing import Any

from django.http import HttpRequest

from networks.figures import figures
from networks.glimpses import glimpses
from networks.models import HomePage
from networks.open_data import structured
from networks.overview import overview
from networks.ties import ties


def context(page: HomePage, request: HttpRequest) -> dict[str, Any]:
    """Return the networks by kind and the numbers of the whole."""
    found = overview()
    return {
        "kinds": found.all,
        "glimpses": glimpses(found.networks, request),
        "ties": ties(found.networks),
        "figures": figures(found, request),
        "structured_data": structured.website(page, request) if page.pk else None,
    }
