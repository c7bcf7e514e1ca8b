"""Long work that writes, and others' turn between two transactions of it."""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from django.db import connection, transaction

# SQLite lets one write at a time, and who waits looks every millisecond (sqlite/base.py): a task that begins
# its next transaction at once would win nearly each time.
SECONDS = 0.02
# So long others wait at most for what is written together, its end included, and then they have their turn.
TOGETHER = 0.3


def let_others_write() -> None:
    """Leave a gap into which somebody who waits to write can step; PostgreSQL needs none."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(SECONDS)


def write_in_turns[Step](
    steps: Iterable[Step],
    write: Callable[[Step], None],
    *,
    before_each: Callable[[], None] = lambda: None,
    together: Callable[[], AbstractContextManager[None]] = transaction.atomic,
) -> None:
    """Write one step after the other, a fraction of a second of them in each transaction.

    A transaction for each would make the pauses most of the time. How much of one goes to its end, where
    what was written is indexed, and how busy the machine is, each transaction learns from the one before.

    Args:
        steps: what is written, read while it is written.
        write: writes one step.
        before_each: is called before each transaction, where what it writes is seen by others.
        together: makes the transaction.
    """
    remaining = iter(steps)
    nothing = object()
    step = next(remaining, nothing)
    seconds = TOGETHER / 2
    while step is not nothing:
        before_each()
        let_others_write()
        started = time.monotonic()
        with together():
            while step is not nothing and time.monotonic() < started + seconds:
                write(step)  # type: ignore[arg-type]
                step = next(remaining, nothing)
        seconds = min(TOGETHER, seconds * TOGETHER / (time.monotonic() - started))
