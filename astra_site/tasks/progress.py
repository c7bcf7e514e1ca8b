"""How far something is: told to staff by a job's row, or on a terminal by a command."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import Protocol

from tqdm import tqdm

# A line of a command whose output is no terminal, at most each so many seconds.
SECONDS_BETWEEN_LINES = 10


class Progress(Protocol):
    """What a long piece of work tells how far it is."""

    def tell(self, done: int, total: int = 0, step: str = "") -> None:
        """Say how many of how many are done, and what is being done now."""


class NoProgress:
    """For callers who do not want to know."""

    def tell(self, done: int, total: int = 0, step: str = "") -> None:
        """Say nothing."""


NO_PROGRESS = NoProgress()


class TerminalProgress:
    """A bar on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.bar: tqdm | None = None
        self.is_terminal = sys.stderr.isatty()
        self.next_line = 0.0

    def tell(self, done: int, total: int = 0, step: str = "") -> None:
        """Move the bar, or write a line where the last one is some time ago."""
        if self.is_terminal:
            self._move(done, total, step)
        elif time.monotonic() >= self.next_line or done == total:
            self.next_line = time.monotonic() + SECONDS_BETWEEN_LINES
            number = f"{done}/{total}" if total else f"{done}"
            sys.stderr.write(f"{step} {number}".strip() + "\n")

    def _move(self, done: int, total: int, step: str) -> None:
        if self.bar is None:
            self.bar = tqdm(total=total, file=sys.stderr)
        self.bar.total = total
        self.bar.set_description_str(step, refresh=step != self.bar.desc)
        self.bar.update(done - self.bar.n)
        if done == total:
            self.bar.close()
            self.bar = None


def each[Item](progress: Progress, items: Iterable[Item], total: int, step: str = "") -> Iterator[Item]:
    """Yield `items` and tell after each how many of `total` are done."""
    for number, item in enumerate(items, start=1):
        yield item
        progress.tell(number, total, step)
