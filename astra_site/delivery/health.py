"""Health checks for a load balancer, a container and the person who runs the server."""

import logging

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from wagtail.models import Site

logger = logging.getLogger(__name__)


def live(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the process runs. Touches nothing, so a dead database does not restart us."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when pages can be served: the database answers and the site has a home page."""
    try:
        connection.ensure_connection()
        is_ready = Site.objects.filter(is_default_site=True, root_page__live=True).exists()
    except DatabaseError:
        logger.exception("The database does not answer")
        is_ready = False
    response = HttpResponse(
        "ready\n" if is_ready else "not ready\n",
        status=200 if is_ready else 503,
        content_type="text/plain; charset=utf-8",
    )
    response["Cache-Control"] = "no-store"
    return response
