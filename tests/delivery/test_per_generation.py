"""What is worked out once a generation: by one thread, however many ask at once."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import pytest

from astra_site.caching import per_generation
from astra_site.caching.per_generation import PerGeneration


@pytest.fixture
def generation(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    class Watched:
        current = 1

    monkeypatch.setattr(per_generation, "GENERATION", Watched)
    yield Watched
    PerGeneration.instances.pop()


def test_of_threads_that_ask_at_once_one_makes_it(generation: Any) -> None:
    content: PerGeneration[int] = PerGeneration()
    made: list[int] = []
    all_ask = threading.Barrier(4)

    def make() -> int:
        made.append(1)
        time.sleep(0.05)
        return len(made)

    def ask(_number: int) -> int:
        all_ask.wait()
        return content.get("index", make)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == [1] * 4
    generation.current = 2
    assert content.get("index", make) == 2


def test_what_fails_for_one_is_tried_by_the_next(generation: Any) -> None:
    content: PerGeneration[int] = PerGeneration()
    with pytest.raises(ZeroDivisionError):
        content.get("index", lambda: 1 // 0)
    assert content.get("index", lambda: 7) == 7


def test_what_is_made_may_ask_for_more_of_the_same_kind(generation: Any) -> None:
    content: PerGeneration[int] = PerGeneration()
    assert content.get("outer", lambda: content.get("inner", lambda: 3) + 1) == 4


def test_where_nobody_watches_nothing_is_kept(generation: Any) -> None:
    content: PerGeneration[int] = PerGeneration()
    generation.current = None
    assert [content.get("index", lambda: 1), content.get("index", lambda: 2)] == [1, 2]
    assert content.known("index") is None


def test_a_new_day_some_minutes_a_full_memory_and_a_word_end_it_too(
    generation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    content: PerGeneration[int] = PerGeneration(most=3)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    now = SimpleNamespace(time=100.0, monotonic=lambda: now.time, localdate=lambda: now.day, day=1)
    monkeypatch.setattr(per_generation, "time", now)
    monkeypatch.setattr(per_generation, "timezone", now)
    assert [content.get("a", make), content.get("a", make), content.known("a")] == [1, 1, 1]
    assert content.known("b") is None
    now.time += per_generation.SECONDS
    assert content.get("a", make) == 1
    now.time += 1
    assert content.get("a", make) == 2
    now.day = 2
    assert content.get("a", make) == 3
    content.clear()
    assert content.get("a", make) == 4
    # There is room for three; the next one begins anew.
    assert [content.get(key, lambda: 0) for key in "bc"] == [0, 0]
    assert content.known("a") is None
    assert PerGeneration.instances[-1] is content
