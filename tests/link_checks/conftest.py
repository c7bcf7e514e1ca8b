"""The bad server under names of hosts; only here may a check go to this machine."""

import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from astra_site.link_checks import addresses, fetching
from astra_site.link_checks.fetching import Fetcher, Hosts
from tests.link_checks.bad_server import BadServer

NAMES = {"dobar.test": ["127.0.0.1"], "unutra.test": ["10.1.2.3"], "dvolican.test": ["127.0.0.1", "10.1.2.3"]}


@pytest.fixture
def server() -> Iterator[BadServer]:
    """Return a server on this machine."""
    started = BadServer()
    threading.Thread(target=started.serve_forever, args=(0.05,), daemon=True).start()
    yield started
    started.is_open = False
    started.shutdown()
    started.server_close()


@pytest.fixture
def looked_up(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let the names of the tests stand for something, and this machine be public; note who asks for what."""
    asked: list[str] = []
    real, is_public = socket.getaddrinfo, addresses.is_public

    def look_up(host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        if host in NAMES:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in NAMES[host]]
        if str(host).endswith(".test"):
            raise socket.gaierror
        return real(host, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(addresses, "is_public", lambda each: each == "127.0.0.1" or is_public(each))
    return asked


@pytest.fixture
def fetcher(looked_up: list[str], monkeypatch: pytest.MonkeyPatch) -> Fetcher:
    """Return what asks, without a pause and with little patience."""
    monkeypatch.setattr(fetching, "SECONDS", 1)
    return Fetcher(Hosts(pause=0))
