"""The list of networks."""

from typing import Any

from django.http import HttpRequest

from networks.models import NetworkIndexPage
from networks.overview import overview


def context(page: NetworkIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Return the networks by kind."""
    return {"overview": overview()}
