"""Watches for changes that others have made: one thread a machine, in one of the site's processes.

It tells this machine of them by a new generation; a second one, in the worker, does so while the site is
away. PostgreSQL wakes it; should a word be lost, it looks once a second. With SQLite there is one machine,
whose processes tell each other, and the look is a net below that.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from django.db import DatabaseError, connection

from astra_site.caching.changes import CHANNEL, LOCKS
from astra_site.caching.generation import Generation
from astra_site.caching.models import CacheVersion

logger = logging.getLogger(__name__)

LOOK = 1.0  # seconds


class Watcher(threading.Thread):
    """Waits until it is the only one of its machine, then watches until its process ends."""

    def __init__(self, generation: Generation, when_alone: Callable[[], object], lock: Path) -> None:
        super().__init__(name="watcher", daemon=True)
        self._generation, self._when_alone, self._lock = generation, when_alone, lock
        self._seen: int | None = None

    def run(self) -> None:
        """Watch; a database that is gone ends nothing: the last generation goes on being served."""
        with self._lock.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._when_alone()
            while True:
                try:
                    self._watch()
                except (DatabaseError, OSError):
                    logger.warning("Changes are not seen: the database does not answer")
                except Exception:
                    logger.exception("Changes are not seen")
                connection.close()
                time.sleep(LOOK)

    def _watch(self) -> None:
        held: int | None = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
        while True:
            version = CacheVersion.of_content()
            if version != self._seen and version != self._generation.version:
                self._generation.renew(version)
            self._seen = version
            if connection.vendor == "postgresql":
                held = _say_what_is_seen(version, held)
                self._wait_for_word()
            else:
                time.sleep(LOOK)

    def _wait_for_word(self) -> None:
        for _word in connection.connection.notifies(timeout=LOOK, stop_after=1):
            pass


def _say_what_is_seen(version: int, held: int | None) -> int:
    """Hold the lock of `version` in place of the one before: `wait_until_seen` looks for it."""
    if version == held:
        return version
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", [LOCKS, version])
        if held is not None:
            cursor.execute("SELECT pg_advisory_unlock_shared(%s, %s)", [LOCKS, held])
    return version


def start(generation: Generation, when_alone: Callable[[], object] = lambda: None) -> bool:
    """Begin to believe the generation in this process, with a watcher; return whether that is possible."""
    generation.is_watched = _start(generation, when_alone, "lock")
    return generation.is_watched


def start_beside(generation: Generation) -> bool:
    """Watch in a process that sends no pages, for the web server that sends them while the site is away."""
    return _start(generation, lambda: None, "lock_beside")


def _start(generation: Generation, when_alone: Callable[[], object], name: str) -> bool:
    lock = generation.file.with_suffix(f".{name}")
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    except OSError as error:
        logger.warning("No page is cached: %s: %s", lock.parent, error.strerror)
        return False
    Watcher(generation, when_alone, lock).start()
    return True
