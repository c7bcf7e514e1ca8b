"""Keeps one slow thing from stopping all: so many requests may be inside the site, the others wait a little.

A database that takes questions and answers none holds every thread that asks it. The threads that are left
answer what was kept, and the checks of health; who has waited in vain is told so.
"""

from collections.abc import Callable, Iterable
from threading import BoundedSemaphore

from astra_site import languages
from astra_site.delivery import web_server
from astra_site.delivery.cached_answer import StartResponse
from astra_site.pages import errors

# Seconds; longer than the pages of a start or of a publish take, shorter than a visitor's patience.
PATIENCE = 4
STATUS = 503
WITHOUT_DATABASE = "/health/live/"


class Bulkhead:
    """A WSGI application around the site's own, inside the cache of answers."""

    def __init__(self, application: Callable[[dict, StartResponse], Iterable[bytes]], most: int) -> None:
        self._application = application
        self._places = BoundedSemaphore(most)
        self._pages: dict[str, tuple[list[tuple[str, str]], bytes]] = {}

    def prepare(self) -> None:
        """Make the pages that say that there is no place, while the database answers."""
        for language in languages.CODES:
            response = errors.of_web_server(web_server.request_of(language), STATUS)
            headers = {**web_server.visitor_headers(), "Cache-Control": "no-store", "Retry-After": "30"}
            content = [
                ("Content-Type", response["Content-Type"]),
                ("Content-Length", str(len(response.content))),
            ]
            self._pages[language] = ([*headers.items(), *content], response.content)

    def __call__(self, environ: dict, start_response: StartResponse) -> Iterable[bytes]:
        """Answer when there is a place."""
        if environ["PATH_INFO"] == WITHOUT_DATABASE:
            return self._application(environ, start_response)
        if not self._places.acquire(timeout=PATIENCE):
            return self._refuse(environ, start_response)
        try:
            return self._application(environ, start_response)
        finally:
            self._places.release()

    def _refuse(self, environ: dict, start_response: StartResponse) -> Iterable[bytes]:
        headers, content = self._pages.get(languages.of_path(environ["PATH_INFO"]), ([], b""))
        start_response("503 Service Unavailable", list(headers))
        return () if environ["REQUEST_METHOD"] == "HEAD" else (content,)
