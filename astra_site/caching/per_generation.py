"""What is worked out once a generation and then held in the memory of a process.

Any change of the content ends it, so whoever keeps something here need not say what it depends on. Where
nobody watches for changes (commands, tests, `make dev`) nothing is kept.
"""

import time
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Any

from django.utils import timezone

from astra_site.caching.generation import GENERATION

SECONDS = 5 * 60  # as long as a change past Django is not seen


class PerGeneration[Content]:
    """Content by key, of the present generation and of today. All threads share it: read, never changed."""

    instances: "list[PerGeneration[Any]]" = []

    def __init__(self, most: int = 1000) -> None:
        self._most = most
        self._by_key: dict[Hashable, Content] = {}
        self._being_made: dict[Hashable, RLock] = {}
        self._made_in: object = None
        self._until = 0.0
        self.instances.append(self)

    def get(self, key: Hashable, make: Callable[[], Content]) -> Content:
        """Return what `make` gives, made once."""
        by_key = self._of_now()
        if by_key is None:
            return make()
        if key not in by_key:
            # Of threads that ask at once one makes it: eight at the same index made each other too late.
            lock = self._being_made.setdefault(key, RLock())
            try:
                with lock:
                    if key not in by_key:
                        by_key[key] = make()
            finally:
                self._being_made.pop(key, None)
        return by_key[key]

    def known(self, key: Hashable) -> Content | None:
        """Return what was made for `key`, if it was."""
        by_key = self._of_now()
        return by_key.get(key) if by_key is not None else None

    def clear(self) -> None:
        """Forget everything."""
        self._made_in = None

    def _of_now(self) -> dict[Hashable, Content] | None:
        generation = GENERATION.current
        if generation is None:
            return None
        made_in = generation, timezone.localdate()
        if made_in != self._made_in or self._until < time.monotonic() or len(self._by_key) >= self._most:
            # The content before its sign: a thread that reads both in between makes it anew.
            self._by_key = {}
            self._made_in, self._until = made_in, time.monotonic() + SECONDS
        return self._by_key
