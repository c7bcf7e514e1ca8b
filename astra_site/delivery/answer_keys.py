"""What a cached answer depends on, and which requests may be given one."""

import io
import sys
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings

LONGEST = 1000
MOST_PATHS = 20_000
MOST_PARAMETERS = 30
METHODS = ("GET", "HEAD")


class Key(NamedTuple):
    """All that an answer depends on, besides the content and the day."""

    scheme: str
    host: str
    path: str
    query: str


class Keys:
    """The rules by which requests get their keys, with the parameters that the pages have named."""

    def __init__(self) -> None:
        self._hosts = _own_hosts()
        # Staff have their own answers; files have their own server.
        self._elsewhere = (*settings.STAFF_PATHS, settings.STATIC_URL, settings.MEDIA_URL, "/health/")
        self._https_header, self._https_value = settings.SECURE_PROXY_SSL_HEADER or ("", "")
        self._needs_https = settings.SECURE_SSL_REDIRECT
        self._session = settings.SESSION_COOKIE_NAME
        # By path, in one generation: an editor may put another page there.
        self._generation: int | None = None
        self._parameters: dict[str, frozenset[str]] = {}

    def of(self, environ: dict, generation: int) -> Key | None:
        """Return what an answer to this may be cached by, or None where none may be."""
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        host, scheme = environ.get("HTTP_HOST", "").lower(), self._scheme(environ)
        if (
            environ["REQUEST_METHOD"] not in METHODS
            or path.startswith(self._elsewhere)
            or host not in self._hosts
            or len(path) + len(query) > LONGEST
            or self._session in environ.get("HTTP_COOKIE", "")
            or "HTTP_AUTHORIZATION" in environ
            or (self._needs_https and scheme != "https")
        ):
            return None
        known = self._known_part(path, query, generation) if query else ""
        return None if known is None else Key(scheme, host, path, known)

    def learn(self, path: str, parameters: Iterable[str], generation: int | None) -> None:
        """Remember which parameters the page at `path` knows; all others are left out of the key."""
        if generation != self._generation or len(self._parameters) >= MOST_PATHS:
            self._generation, self._parameters = generation, {}
        self._parameters[path] = frozenset(parameters)

    def environ_of(self, key: Key) -> dict[str, Any]:
        """Return a request with nothing in it but the key."""
        name, _colon, port = key.host.partition(":")
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": key.path,
            "QUERY_STRING": key.query,
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if key.scheme == "https" else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": key.host,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": key.scheme,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if self._https_header and key.scheme == "https":
            environ[self._https_header] = self._https_value
        return environ

    def _known_part(self, path: str, query: str, generation: int) -> str | None:
        """Return the parameters that the page at `path` knows; None where it has not named them yet."""
        names = self._parameters.get(path) if generation == self._generation else None
        # Bytes that stand there as they are would be read in another way than Django does.
        if names is None or not query.isascii():
            return None
        try:
            pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
        except ValueError:
            return None
        return urlencode([(name, value) for name, value in pairs if name in names])

    def _scheme(self, environ: dict) -> str:
        if not self._https_header:
            return environ["wsgi.url_scheme"]
        # As Django reads it: the first of several values counts.
        said = environ.get(self._https_header, "").partition(",")[0].strip()
        return "https" if said == self._https_value else "http"


def _own_hosts() -> frozenset[str]:
    """Return the names of the site as a browser sends them; for any other one no answer is cached."""
    url = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    names = [host for host in settings.ALLOWED_HOSTS if not host.startswith((".", "*"))]
    with_port = [f"{name}:{url.port}" for name in names] if url.port else []
    return frozenset(host.lower() for host in (url.netloc, *names, *with_port))
