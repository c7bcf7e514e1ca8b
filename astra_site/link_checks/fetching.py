"""Asks whether one link leads somewhere: HEAD, then GET where that is refused; no body is read."""

import ssl
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import httpcore
from django.conf import settings
from django.utils.encoding import iri_to_uri

from astra_site.link_checks.addresses import SECONDS, Deadline, NoSuchHost, PrivateAddress, PublicNetwork
from astra_site.link_checks.models import LinkState, Reason

MOST_REDIRECTS = 5
# Of one link with all its redirects: each may take its own ten.
MOST_SECONDS = 30
PERMANENT = {301, 308}
REDIRECTS = PERMANENT | {302, 303, 307}


class Found(NamedTuple):
    """What became of a link."""

    state: LinkState
    reason: str = ""
    status: int | None = None
    leads_to: str = ""


class Answer(NamedTuple):
    """What a host has answered."""

    status: int
    location: str


class Malformed(Exception):
    """This is no address."""


class Hosts:
    """Lets nobody ask one host twice at once, nor without a pause between."""

    def __init__(self, pause: float = 1.0) -> None:
        self.pause = pause
        self.locks: dict[str, Lock] = defaultdict(Lock)
        self.last: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for one's turn."""
        with self.locks[host]:
            time.sleep(max(0.0, self.last.get(host, 0.0) + self.pause - time.monotonic()))
            try:
                yield
            finally:
                self.last[host] = time.monotonic()


class Fetcher:
    """Asks hosts, as whoever they may look up: the name leads to this site."""

    def __init__(self, hosts: Hosts | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.hosts = hosts or Hosts()
        self.tls = tls or httpcore.default_ssl_context()
        self.headers = [
            (b"User-Agent", f"ASTRA-link-check/1.0 (+{settings.WAGTAILADMIN_BASE_URL})".encode()),
            (b"Accept", b"*/*"),
            (b"Connection", b"close"),
        ]

    def check(self, url: str) -> Found:
        """Return whether `url` leads somewhere."""
        try:
            return self._follow(url)
        except Malformed:
            return Found(LinkState.ERROR, Reason.MALFORMED)
        except PrivateAddress:
            return Found(LinkState.UNREACHABLE, Reason.PRIVATE)
        except NoSuchHost:
            return Found(LinkState.UNREACHABLE, Reason.NAME)
        except httpcore.TimeoutException:
            return Found(LinkState.UNREACHABLE, Reason.TIME)
        except (httpcore.NetworkError, OSError) as error:
            is_certificate = "CERTIFICATE" in str(error).upper()
            return Found(LinkState.UNREACHABLE, Reason.CERTIFICATE if is_certificate else Reason.CONNECTION)
        except (httpcore.ProtocolError, ValueError):
            return Found(LinkState.ERROR, Reason.PROTOCOL)

    def _follow(self, url: str) -> Found:
        """Follow redirects to their end; each of them is checked like the link itself."""
        here, is_permanent = url, False
        end = time.monotonic() + MOST_SECONDS
        for _number in range(MOST_REDIRECTS + 1):
            if time.monotonic() > end:
                return Found(LinkState.UNREACHABLE, Reason.TIME)
            answer = self._ask(here)
            if answer.status in REDIRECTS and answer.location:
                is_permanent |= answer.status in PERMANENT
                here = urljoin(here, answer.location)
            elif answer.status >= 400:
                return Found(LinkState.ERROR, Reason.STATUS, answer.status)
            elif is_permanent:
                return Found(LinkState.REDIRECT, status=answer.status, leads_to=here)
            else:
                return Found(LinkState.FINE, status=answer.status)
        return Found(LinkState.ERROR, Reason.REDIRECTS)

    def _ask(self, url: str) -> Answer:
        """Ask by HEAD; by GET where the answer is none: not all who speak HTTP know the other."""
        try:
            answer = self._request("HEAD", url)
        except httpcore.ProtocolError:
            return self._request("GET", url)
        return self._request("GET", url) if answer.status >= 400 else answer

    def _request(self, method: str, url: str) -> Answer:
        target = parsed(url)
        host = target.host.decode()
        with self.hosts.turn(host):
            # A pool of one, for one request: nothing is kept, least of all cookies.
            network = PublicNetwork(Deadline(SECONDS))
            headers = [(b"Host", _host_header(target)), *self.headers]
            with httpcore.ConnectionPool(ssl_context=self.tls, network_backend=network) as pool:
                response = pool.handle_request(httpcore.Request(method, target, headers=headers))
                # Closed without being read: the body may have a gigabyte.
                response.close()
        sent = {name.lower(): value for name, value in response.headers}
        return Answer(response.status, sent.get(b"location", b"").decode("utf-8", "replace"))


def parsed(url: str) -> httpcore.URL:
    """Return an address as it is sent.

    Raises:
        Malformed: it is none.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        port = parts.port
    except (ValueError, UnicodeError) as error:
        raise Malformed from error
    if parts.scheme not in {"http", "https"} or not host or parts.username:
        raise Malformed
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    return httpcore.URL(scheme=parts.scheme.encode(), host=host, port=port, target=target.encode())


def _host_header(url: httpcore.URL) -> bytes:
    name = b"[%b]" % url.host if b":" in url.host else url.host
    return name if url.port is None else b"%b:%d" % (name, url.port)
