"""Who makes an answer, who waits, and what is shown while something is broken: the cache by itself."""

import threading
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from astra_site.caching.cacheable import Cacheable
from astra_site.caching.generation import Generation
from astra_site.delivery import answer_cache
from astra_site.delivery.answer_cache import AnswerCache
from astra_site.delivery.answer_keys import Key
from astra_site.delivery.cached_answer import SECONDS, CachedAnswer

HTML = [("Content-Type", "text/html")]


class Site:
    """An application that notes what it is asked and answers as it is told."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.status, self.headers, self.content = "200 OK", HTML, b"page"
        self.said: Cacheable | None = Cacheable(frozenset({"strana"}), is_kept=True)
        self.before: Callable[[], object] = lambda: None
        self.generation = Generation(folder / "cache")
        self.generation.is_watched = True
        self.generation.renew(1)
        self.cache = AnswerCache(self, self.generation, folder / "answers")

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        self.asked.append(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        self.before()
        if self.said:
            environ["astra_site.cacheable"] = self.said
        start_response(self.status, self.headers)
        return [self.content]

    def get(self, address: str = "/a/", **changes: str) -> bytes:
        path, _mark, query = address.partition("?")
        environ = self.cache.keys.environ_of(Key("http", "testserver", path, query))
        return b"".join(self.cache({**environ, **changes}, lambda *_start: None))

    def times(self, number: int = 2, address: str = "/a/", **changes: str) -> int:
        """Ask so many times; return how often the site itself was asked."""
        before = len(self.asked)
        for _time in range(number):
            self.get(address, **changes)
        return len(self.asked) - before


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_what_may_be_kept_is_made_once_and_everything_else_each_time(site: Site) -> None:
    assert site.times() == 1
    # In memory, and not read from the disk each time.
    assert site.cache.pages.size == len(site.content)
    site.said = Cacheable(frozenset(), is_kept=False)
    assert site.times(address="/typed/") == 2
    site.said = None
    assert site.times(address="/silent/") == 2
    site.said = Cacheable(frozenset(), is_kept=True)
    site.headers = [*HTML, ("Set-Cookie", "a=b")]
    assert site.times(address="/cookie/") == 2


def test_an_address_with_parameters_is_passed_on_until_the_page_has_named_them(site: Site) -> None:
    assert site.times(3, "/a/?utm=1&strana=2") == 2
    assert site.asked == ["/a/?utm=1&strana=2", "/a/?strana=2"]
    assert site.cache.with_parameters.size and not site.cache.pages.size
    # A click names nothing.
    assert site.times(3, "/b/?strana=2", REQUEST_METHOD="POST") == 3
    assert site.times(3, "/b/?strana=2") == 2


def test_where_nobody_watches_the_site_answers_each_time(site: Site) -> None:
    site.get()
    site.generation.is_watched = False
    assert site.times() == 2
    site.cache.make(Key("http", "testserver", "/a/", ""))
    assert len(site.asked) == 4


def test_a_click_is_answered_when_everybody_knows_what_it_has_changed_and_a_visit_at_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(answer_cache.changes, "wait_until_seen", lambda: done.append("machines"))
    monkeypatch.setattr(site.generation, "wait_until_known", lambda: done.append("processes"))
    site.before = lambda: done.append("site")
    site.get(REQUEST_METHOD="POST")
    assert done == ["site", "machines", "processes"]
    site.get(HTTP_COOKIE="sessionid=x")
    assert done[3:] == ["site"]


def test_a_new_generation_is_made_anew_and_its_copies_are_read_by_the_next_process(
    site: Site, tmp_path: Path
) -> None:
    assert site.times() == 1
    site.generation.renew(2)
    assert site.times() == 1
    other = Site.__new__(Site)
    vars(other).update(vars(site))
    other.cache = AnswerCache(other, site.generation, tmp_path / "answers")
    assert other.times() == 0
    # Read once, and then in memory.
    for copy in (tmp_path / "answers").rglob("*"):
        if copy.is_file():
            copy.unlink()
    assert other.times() == 0


def test_after_some_minutes_and_at_midnight_an_answer_is_made_anew(site: Site) -> None:
    noon = datetime(2026, 11, 28, 12, tzinfo=UTC)
    with time_machine.travel(noon, tick=False) as clock:
        assert site.times() == 1
        clock.shift(SECONDS - 1)
        assert site.times() == 0
        clock.shift(2)
        assert site.times() == 1
    with time_machine.travel(datetime(2026, 11, 28, 22, 59, 30, tzinfo=UTC), tick=False) as clock:
        site.generation.renew(2)
        assert site.times() == 1
        clock.shift(31)
        assert site.times() == 1


@pytest.mark.parametrize(("status", "shown"), [("500 Fault", b"page"), ("404 Not Found", b"gone")])
def test_what_is_old_is_shown_for_some_seconds_where_the_site_fails_and_only_there(
    status: str, shown: bytes, site: Site
) -> None:
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False) as clock:
        site.get()
        clock.shift(SECONDS + 1)
        site.status, site.content = status, b"gone"
        assert site.get() == shown
        is_kept = shown == b"page"
        # Nobody else waits for the fault meanwhile.
        assert site.times() == (0 if is_kept else 2)
        clock.shift(answer_cache.SECONDS_AFTER_FAILURE - 1)
        assert site.times() == (0 if is_kept else 2)
        clock.shift(2)
        assert site.times(1) == 1
    site.generation.renew(2)
    assert site.get() == b"gone"


class Crowd:
    """Visitors who ask at once while the first of them is being answered."""

    def __init__(self, site: Site, number: int) -> None:
        self.site, self.may_answer, self.is_inside = site, threading.Event(), threading.Event()
        self.answers: list[bytes] = []
        self.threads = [threading.Thread(target=self._ask) for _visitor in range(number)]
        site.before = self._wait

    def _wait(self) -> None:
        self.is_inside.set()
        self.may_answer.wait(10)

    def _ask(self) -> None:
        self.answers.append(self.site.get())

    def start(self) -> None:
        self.threads[0].start()
        assert self.is_inside.wait(10)
        for thread in self.threads[1:]:
            thread.start()

    def join(self) -> None:
        self.may_answer.set()
        for thread in self.threads:
            thread.join()


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_who_has_an_old_answer_gets_it_while_another_thread_makes_the_new_one(site: Site) -> None:
    with time_machine.travel(datetime(2026, 11, 28, 12, tzinfo=UTC), tick=False) as clock:
        site.get()
        clock.shift(SECONDS + 1)
        site.content = b"new"
        crowd = Crowd(site, 4)
        crowd.start()
        until(lambda: len(crowd.answers) == 3)
        crowd.join()
    assert crowd.answers == [b"page"] * 3 + [b"new"]
    assert len(site.asked) == 2


def test_who_has_waited_too_long_makes_it_as_well(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_cache, "PATIENCE", 0.01)
    crowd = Crowd(site, 3)
    crowd.start()
    until(lambda: len(site.asked) == 3)
    crowd.join()
    assert crowd.answers == [b"page"] * 3


def test_what_was_good_when_the_waiting_began_is_not_shown_after_a_change(site: Site) -> None:
    site.get()
    made: list[Any] = []
    memory = site.cache.pages
    old = memory.get(Key("http", "testserver", "/a/", ""))
    assert isinstance(old, CachedAnswer) and old.generation == site.generation.current
    # The hit believes what was read a moment ago; the maker asks the disk.
    site.generation._read = (float("inf"), old.generation)
    old.until = 0
    path = site.generation.file
    path.write_text("2")
    site.content = b"new"
    made.append(site.get())
    assert made == [b"new"]
    assert memory.get(Key("http", "testserver", "/a/", "")).generation == path.stat().st_mtime_ns
