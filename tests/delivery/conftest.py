"""The site with its cache of answers in front, in the process of the test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from astra_site.caching.generation import GENERATION
from astra_site.delivery.answer_cache import AnswerCache
from astra_site.delivery.answer_keys import Key

SIGNALS = (request_started, request_finished)


class Answer(NamedTuple):
    """What a visitor was sent, and what it took."""

    status: int
    headers: dict[str, str]
    content: bytes
    queries: int
    is_made: bool

    @property
    def text(self) -> str:
        """Return the page as a browser reads it."""
        coding = self.headers.get("Content-Encoding")
        return (brotli.decompress(self.content) if coding == "br" else self.content).decode()


class CachedSite:
    """Asks the site through the cache."""

    def __init__(self, folder: Path) -> None:
        self.made: list[str] = []
        self._application = get_wsgi_application()
        self.cache = AnswerCache(self._make, GENERATION, folder)

    def _make(self, environ: dict, start_response: Callable) -> Any:
        self.made.append(environ["PATH_INFO"])
        return self._application(environ, start_response)

    @contextmanager
    def commit(self) -> Iterator[None]:
        """Do after the block what is done after a commit, as if its transaction were over."""
        connection.run_on_commit.clear()
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield
        connection.run_on_commit.clear()

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address, with headers as WSGI names them."""
        path, _mark, query = address.partition("?")
        environ = self.cache.keys.environ_of(Key("http", "testserver", path, query))
        started: list[Any] = []
        before = len(self.made)
        # The connection with the test's own transaction stays open; Django's test client connects them again.
        for signal in SIGNALS:
            signal.disconnect(close_old_connections)
        with CaptureQueriesContext(connection) as captured:
            body = self.cache(
                {**environ, "REQUEST_METHOD": method, **headers}, lambda *start: started.extend(start)
            )
            content = b"".join(body)
            if hasattr(body, "close"):
                body.close()
        status = int(started[0].split()[0])
        return Answer(status, dict(started[1]), content, len(captured), len(self.made) > before)


@pytest.fixture
def cached_site(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[CachedSite]:
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    monkeypatch.setattr(GENERATION, "is_watched", True)
    GENERATION.renew()
    yield CachedSite(tmp_path / "answers")
    for signal in SIGNALS:
        signal.connect(close_old_connections)
