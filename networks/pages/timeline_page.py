"""The page of the timeline."""

from typing import Any

from django.http import HttpRequest

from networks.models import TimelinePage
from networks.overview import networks_without_text
from networks.timeline import timeline


def context(page: TimelinePage, request: HttpRequest) -> dict[str, Any]:
    """Return the timeline of all published networks."""
    return {"timeline": timeline(networks_without_text())}
