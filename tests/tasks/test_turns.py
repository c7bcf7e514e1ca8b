"""Others wait for a bounded time, whatever else than writing a transaction has to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import transaction

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


@pytest.mark.parametrize(
    ("vendor", "is_in_transaction", "slept"),
    [("sqlite", False, [turns.SECONDS]), ("sqlite", True, []), ("postgresql", False, [])],
)
def test_others_get_a_gap_where_one_writes_at_a_time_and_nothing_is_open(
    vendor: str, is_in_transaction: bool, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[float] = []
    connection = SimpleNamespace(vendor=vendor, in_atomic_block=is_in_transaction)
    monkeypatch.setattr(turns, "connection", connection)
    monkeypatch.setattr(turns, "time", SimpleNamespace(sleep=found.append))
    turns.let_others_write()
    assert found == slept


def test_before_each_transaction_others_hear_and_have_their_turn_and_without_steps_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, done = 0.0, []
    monkeypatch.setattr(turns, "time", SimpleNamespace(monotonic=lambda: now))
    monkeypatch.setattr(turns, "let_others_write", lambda: done.append("turn"))

    def write(step: int) -> None:
        nonlocal now
        done.append(step)
        now += turns.TOGETHER

    @contextmanager
    def together() -> Iterator[None]:
        done.append("begin")
        yield
        done.append("end")

    for steps in ([], [1, 2]):
        turns.write_in_turns(steps, write, before_each=lambda: done.append("tell"), together=together)
    assert done == ["tell", "turn", "begin", 1, "end", "tell", "turn", "begin", 2, "end"]


@pytest.mark.django_db
def test_unless_somebody_says_otherwise_it_is_a_transaction() -> None:
    atomic: list[bool] = []
    turns.write_in_turns([1], lambda _step: atomic.append(transaction.get_connection().in_atomic_block))
    assert atomic == [True]
