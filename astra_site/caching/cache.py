"""A cache in each process of what many requests need and few change, good until somebody writes its tables.

Which tables it was read from is noted while it is read, so nobody has to say what it depends on. A statement
of this process that writes one of them throws its copy away at once. The others learn of it by the version
of the table in the database, which changes when the transaction is over. They ask for all versions when
there is a new generation (`generation`), or once a request where nobody watches for one. What goes past
Django (`psql`) is seen after MINUTES at the latest.
"""

import datetime
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone

from astra_site.caching import changes, tables
from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion

MINUTES = 5


class CachedContent[Content](NamedTuple):
    """What was read, and by which it is known whether it is still good."""

    # By table.
    versions: dict[str, int]
    until: float
    # What is current, former or ended changes with the day.
    day: datetime.date
    content: Content
    # In which the versions were looked at last.
    generation: int | None = None

    def is_good(self) -> bool:
        """Tell whether it is neither too old nor of another day."""
        return self.until >= time.monotonic() and self.day == timezone.localdate()


class Cache[Content]:
    """Something that is read from the database with a few queries and then held in memory."""

    instances: "list[Cache[Any]]" = []

    def __init__(self, read: Callable[[], Content]) -> None:
        self.known: CachedContent[Content] | None = None
        self._read = read
        self.instances.append(self)

    def get(self, request: HttpRequest | None = None) -> Content:
        """Return the content, read anew if anything has changed."""
        known = self.known
        if known is None or not known.is_good() or not self._is_of_now(known, request):
            known = self._read_anew(request)
        # Whoever reads this meanwhile depends on it too.
        tables.note(known.versions)
        return known.content

    def _is_of_now(self, known: CachedContent[Content], request: HttpRequest | None) -> bool:
        if known.generation == GENERATION.current is not None:
            return True
        generation, versions = _versions(request)
        if known.versions != {table: versions.get(table, 0) for table in known.versions}:
            return False
        self.known = known._replace(generation=generation)
        return True

    def _read_anew(self, request: HttpRequest | None) -> CachedContent[Content]:
        # The versions before the content: what changes meanwhile is found by the next request.
        generation, versions = _versions(request)
        day, until = timezone.localdate(), time.monotonic() + 60 * MINUTES
        with tables.noted() as read:
            content = self._read()
        of_read = {table: versions.get(table, 0) for table in read}
        known = CachedContent(of_read, until, day, content, generation)
        self.known = known
        return known

    def forget(self, table: str) -> None:
        """Throw the content away if it was read from `table`."""
        known = self.known
        if known and (table in known.versions or table == tables.ANY):
            self.known = None


def clear_all() -> None:
    """Throw away what this process keeps; the others keep theirs."""
    for instance in Cache.instances:
        instance.known = None


def _forget(table: str) -> None:
    for instance in Cache.instances:
        instance.forget(table)


changes.FORGETTING.append(_forget)


def _versions(request: HttpRequest | None) -> tuple[int | None, dict[str, int]]:
    """Return the versions, asked for once a request, and the generation that was before them."""
    known = getattr(request, "_versions", None)
    if known is None:
        known = GENERATION.current, dict(CacheVersion.objects.values_list("name", "value"))
        if request is not None:
            vars(request)["_versions"] = known
    return known
