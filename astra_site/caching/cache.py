"""A cache in each process, invalidated by a version row: what many requests need and few change.

A change in this process throws its own copy away at once. The others learn of it by a version in the
database, which changes when the transaction is over. They ask for all versions when there is a new
generation (`generation`), or once a request where nobody watches for one. What goes past all signals (a
query's `update`) is seen after MINUTES at the latest, or at once by `invalidate()`.
"""

import datetime
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from django.utils import timezone

from astra_site.caching.changes import is_draft, tell_on_commit
from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion

MINUTES = 5


class CachedContent[Content](NamedTuple):
    """What was read, and by which it is known whether it is still good."""

    version: int
    until: float
    # What is current, former or ended changes with the day.
    day: datetime.date
    content: Content
    # In which its version was looked at last.
    generation: int | None = None

    def is_good(self, day: datetime.date) -> bool:
        """Tell whether it is neither too old nor of another day."""
        return self.until >= time.monotonic() and self.day == day


class Cache[Content]:
    """Something that is read from the database with a few queries and then held in memory."""

    instances: "list[Cache[Any]]" = []

    def __init__(self, name: str, read: Callable[[], Content]) -> None:
        self.name = name
        self.known: CachedContent[Content] | None = None
        self._read = read
        self.instances.append(self)

    def get(self, request: HttpRequest | None = None) -> Content:
        """Return the content, read anew if anything has changed."""
        day, known = timezone.localdate(), self.known
        if known and known.generation == GENERATION.current is not None and known.is_good(day):
            return known.content
        # The version before the content: what changes meanwhile is found by the next request.
        generation, versions = _versions(request)
        version = versions.get(self.name, 0)
        if known is None or known.version != version or not known.is_good(day):
            until = time.monotonic() + 60 * MINUTES
            self.known = known = CachedContent(version, until, day, self._read(), generation)
        elif known.generation != generation:
            self.known = known._replace(generation=generation)
        return known.content

    def invalidate(self, **kwargs: Any) -> None:
        """Throw the content away, here and, when the transaction is over, in the other processes."""
        self.known = None
        tell_on_commit(connections[DEFAULT_DB_ALIAS], self.name)

    def depends_on(self, *models: type) -> None:
        """Forget whenever an object of one of these models, or of one derived from them, changes."""

        def invalidate(sender: type[Model], **kwargs: Any) -> None:
            if issubclass(sender, models) and not is_draft(kwargs.get("update_fields")):
                self.invalidate()

        for signal in (post_save, post_delete):
            signal.connect(invalidate, weak=False)


def clear_all() -> None:
    """Throw away what this process keeps; the others keep theirs."""
    for instance in Cache.instances:
        instance.known = None


def _versions(request: HttpRequest | None) -> tuple[int | None, dict[str, int]]:
    """Return the versions, asked for once a request, and the generation that was before them."""
    known = getattr(request, "_versions", None)
    if known is None:
        known = GENERATION.current, dict(CacheVersion.objects.values_list("name", "value"))
        if request is not None:
            vars(request)["_versions"] = known
    return known
