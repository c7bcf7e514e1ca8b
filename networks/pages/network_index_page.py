"""The list of networks."""

from typing import Any

from django.http import HttpRequest

from networks.models import NetworkIndexPage
from networks.overview import networks_by_kind


def context(page: NetworkIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the networks by kind."""
    return {"kinds": networks_by_kind()}
