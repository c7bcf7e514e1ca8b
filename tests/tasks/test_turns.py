"""Others wait for a bounded time, whatever else than writing a transaction has to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from astra_site.tasks import turns


def test_the_end_of_a_transaction_counts_and_each_learns_from_the_one_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, written, took = 0.0, [], []
    monkeypatch.setattr(turns, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(turns, "let_others_write", lambda: None)

    def write(step: int) -> None:
        nonlocal now
        written.append(step)
        now += 0.01

    @contextmanager
    def together() -> Iterator[None]:
        nonlocal now
        started, before = now, len(written)
        yield
        # What was written is indexed: twice the time.
        now += 0.02 * (len(written) - before)
        took.append(now - started)

    turns.write_in_turns(range(300), write, together=together)
    assert written == list(range(300))
    # Once it has learned; and not so short that the pauses were most of the time.
    assert max(took[2:]) <= turns.TOGETHER + 0.03 and min(took[2:-1]) >= turns.TOGETHER / 2
