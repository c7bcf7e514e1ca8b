"""Answers are made before visitors ask for them: at the start, and after each change."""

import ctypes
import logging
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections
from wagtail.models import Site

from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion
from astra_site.delivery import bulkhead, warming
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.warming import WarmedAnswerCache, Warmer, menu_keys
from tests.delivery.conftest import SIGNALS, CachedSite

pytestmark = pytest.mark.django_db
HOME = [Key("http", "testserver", path, "") for path in ("/", "/en/")]


@pytest.fixture(autouse=True)
def own_name(settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://testserver"


def test_the_home_page_and_the_menus_are_made_in_each_language() -> None:
    keys = menu_keys()
    assert {(key.scheme, key.host, key.query) for key in keys} == {("http", "testserver", "")}
    paths = [key.path for key in keys]
    assert {*(key.path for key in HOME), "/mreze/", "/en/networks/", "/organizacije/"} <= set(paths)
    assert paths[0] == "/" and len(paths) == len(set(paths))
    Site.objects.update(is_default_site=False)
    assert menu_keys() == []
    Site.objects.all().delete()
    assert menu_keys() == []


def test_an_address_that_a_language_does_not_have_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    page = SimpleNamespace(url_in=lambda language: "/samo/" if language == "sr-latn" else None)
    monkeypatch.setattr(warming, "TOP_PAGES", SimpleNamespace(get=lambda: [page]))
    assert [key.path for key in menu_keys()] == ["/", "/samo/", "/en/"]


# At the start


class Library:
    """The C library; without the words of glibc where it is another one."""

    def __init__(self, *, is_glibc: bool) -> None:
        self.said: list[tuple] = []
        if is_glibc:
            self.mallopt = lambda *values: self.said.append(values)
            self.malloc_trim = lambda *values: self.said.append(("trim", *values))


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    made = Library(is_glibc=True)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: made)
    said = made.said
    # What is not needed any more goes first, then the memory that it took; nobody looks through the rest.
    gc = SimpleNamespace(collect=lambda: said.append("collect"), freeze=lambda: said.append("freeze"))
    monkeypatch.setattr(warming, "gc", gc)
    # The connection with the test's own transaction stays open.
    monkeypatch.setattr(warming, "connections", SimpleNamespace(close_all=lambda: made.said.append("closed")))
    return made


@pytest.fixture
def site(cached_site: CachedSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CachedSite:
    """Return a site as its server begins it."""
    monkeypatch.setattr(GENERATION, "is_watched", False)
    # As in `ask`, which is not the way here; `cached_site` connects them again.
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    cached_site.cache = WarmedAnswerCache(cached_site._make, GENERATION, tmp_path / "answers")
    return cached_site


def test_before_the_workers_part_the_menu_is_made_with_the_answer_to_somebody_of_staff(
    site: CachedSite, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    sessions: list[str] = []
    make = site.cache.application

    def noted(environ: dict, start_response: Callable) -> Any:
        sessions.append(environ.get("HTTP_COOKIE", ""))
        return make(environ, start_response)

    site.cache.application = noted
    before = GENERATION.file.stat().st_mtime_ns
    keys = menu_keys()
    site.cache.before_workers(threads=5)
    # The first page once more, for who has a session.
    assert site.made == [*(key.path for key in keys), keys[0].path]
    assert sessions == [*[""] * len(keys), "sessionid=nobody"]
    # Nobody knows what has happened while nothing ran; and this process itself keeps nothing.
    assert GENERATION.file.stat().st_mtime_ns > before
    assert GENERATION.version == CacheVersion.of_content()
    assert (GENERATION.is_watched, site.cache.files.may_link) == (False, True)
    spared = [(-8, 1), (-3, 128 * 1024), (-1, 128 * 1024)]
    assert library.said == [*spared, "closed", "collect", ("trim", 0), "freeze"]
    monkeypatch.setattr(GENERATION, "is_watched", True)
    assert not any(site.ask(key.path).is_made for key in keys)


@pytest.mark.parametrize(("threads", "inside"), [(1, 1), (5, 2), (12, 6)])
def test_half_of_the_threads_may_be_inside_the_site_at_once(
    threads: int, inside: int, site: CachedSite, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    depth: list[str] = []

    def enter(environ: dict, start_response: Callable) -> Any:
        """Ask the site once more from inside, until there is no place."""
        depth.append(environ["PATH_INFO"])
        return site.cache.application(environ, start_response)

    monkeypatch.setattr(warming, "menu_keys", list)
    monkeypatch.setattr(bulkhead, "PATIENCE", 0)
    site.cache.application = enter
    site.cache.before_workers(threads)
    started: list = []
    asked = {"PATH_INFO": "/", "REQUEST_METHOD": "GET"}
    site.cache.application(asked, lambda *each: started.extend(each))
    assert len(depth) == inside
    # The page that says so was made while the database answered.
    assert started[0].startswith("503") and dict(started[1])["Retry-After"]


def test_what_was_made_before_is_found_by_the_web_server_where_it_has_nothing_else(
    site: CachedSite, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    during, linked = [], []
    make = site.cache.make
    monkeypatch.setattr(site.cache, "make", lambda key: (during.append(site.cache.files.may_link), make(key)))
    monkeypatch.setattr(site.cache.files, "link_if_none", lambda: linked.append(site.cache.files.may_link))
    site.cache.before_workers(threads=2)
    assert (set(during), linked) == ({False}, [False])


def test_without_a_database_the_site_starts_and_says_so(
    site: CachedSite, library: Library, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> int:
        raise OperationalError

    monkeypatch.setattr(CacheVersion, "of_content", gone)
    with caplog.at_level(logging.WARNING):
        site.cache.before_workers(threads=2)
    assert [record.getMessage() for record in caplog.records] == [
        "Started without database: what the disk has is served"
    ]
    assert (GENERATION.is_watched, site.cache.files.may_link, "closed" in library.said) == (False, True, True)


def test_another_c_library_has_no_such_words(
    site: CachedSite, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: Library(is_glibc=False))
    monkeypatch.setattr(warming, "menu_keys", list)
    site.cache.before_workers(threads=2)
    assert library.said == ["closed", "collect", "freeze"]


def test_in_a_worker_the_watcher_begins_and_the_one_that_is_alone_makes_answers(
    site: CachedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Any] = []
    monkeypatch.setattr(
        warming.watcher, "start", lambda generation, when_alone: begun.extend([generation, when_alone])
    )
    site.cache.in_worker()
    assert begun[0] is GENERATION
    assert isinstance(begun[1].__self__, Warmer) and begun[1].__name__ == "start"
    # No process waits for it when it ends.
    assert begun[1].__self__.daemon
