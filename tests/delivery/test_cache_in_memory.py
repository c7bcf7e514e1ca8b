"""What a process keeps of a few tables: until when, and what it asks to know that it still may."""

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory

from astra_site.caching import cache, tables
from astra_site.caching.cache import Cache
from astra_site.caching.generation import GENERATION
from astra_site.safety.models import Hotline
from networks.models import Organisation

pytestmark = pytest.mark.django_db
Make = Callable[[type], Cache[int]]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Return a way to keep how often a table was read."""
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    monkeypatch.setattr(GENERATION, "is_watched", False)
    GENERATION.renew()
    made: list[Cache[int]] = []

    def keep(model: type) -> Cache[int]:
        times: list[int] = []

        def read() -> int:
            times.append(model.objects.count())  # type: ignore[attr-defined]
            return len(times)

        made.append(Cache(read))
        return made[-1]

    yield keep
    for each in made:
        Cache.instances.remove(each)


def test_it_is_good_for_some_minutes_of_one_day(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    today = datetime.date(2026, 11, 28)
    now = SimpleNamespace(time=100.0, monotonic=lambda: now.time, day=today, localdate=lambda: now.day)
    monkeypatch.setattr(cache, "time", now)
    monkeypatch.setattr(cache, "timezone", now)
    kept = make(Hotline)
    found = []
    for seconds in (0, 60 * cache.MINUTES, 1):
        now.time += seconds
        found.append(kept.get())
    now.day += datetime.timedelta(days=1)
    found.append(kept.get())
    assert found == [1, 1, 2, 3]


def test_in_one_generation_nothing_is_asked_and_in_the_next_one_the_versions_once(
    make: Make, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(GENERATION, "is_watched", True)
    kept = make(Hotline)
    with django_assert_num_queries(2):
        assert kept.get() == 1
    with django_assert_num_queries(0):
        assert kept.get() == 1
    GENERATION.renew()
    with django_assert_num_queries(1):
        assert [kept.get(), kept.get()] == [1, 1]


def test_where_nobody_watches_each_request_asks_once_for_all(
    make: Make, rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    first, second = make(Hotline), make(Organisation)
    request = rf.get("/")
    with django_assert_num_queries(3):
        assert [first.get(request), second.get(request)] == [1, 1]
    with django_assert_num_queries(0):
        assert [first.get(request), second.get(request)] == [1, 1]
    with django_assert_num_queries(1):
        assert [each.get(other) for other in [rf.get("/")] for each in (first, second)] == [1, 1]
    with django_assert_num_queries(2):
        assert [first.get(), second.get()] == [1, 1]


def test_who_writes_a_table_throws_away_what_was_read_from_it_and_no_more(make: Make) -> None:
    first, second = make(Hotline), make(Organisation)
    assert [first.get(), second.get()] == [1, 1]
    Hotline.objects.update(number="011 000 0000")
    assert (first.known, second.known is not None) == (None, True)
    assert [first.get(), second.get()] == [2, 1]
    # In doubt all of it.
    second.forget(tables.ANY)
    assert [first.get(), second.get()] == [2, 2]
    cache.clear_all()
    assert [first.get(), second.get()] == [3, 3]
    first.forget("safety_hotline")
    first.forget("safety_hotline")
    assert first.get() == 4
