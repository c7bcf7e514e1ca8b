"""A cache in each process, invalidated by a version row: what many requests need and few change.

A change in this process throws its own copy away at once. The others learn of it by a version in the
database, which changes when the transaction is over; each asks for all versions once a request. What
goes past all signals (a query's `update`) is seen after MINUTES at the latest, or at once by `invalidate()`.
"""

import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from astra_site.caching.models import CacheVersion

MINUTES = 5


class CachedContent[Content](NamedTuple):
    """What was read, and by which it is known whether it is still good."""

    version: str
    until: float
    content: Content


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
        # The version first: what changes between the two questions is found by the next request.
        version = _versions(request).get(self.name, "")
        known = self.known
        if known is None or known.version != version or known.until < time.monotonic():
            known = CachedContent(version, time.monotonic() + 60 * MINUTES, self._read())
            self.known = known
        return known.content

    def invalidate(self, **kwargs: Any) -> None:
        """Throw the content away, here and, when the transaction is over, in the other processes."""
        self.known = None
        scheduled = transaction.get_connection().run_on_commit
        if not any(self._set_version in entry for entry in scheduled):
            transaction.on_commit(self._set_version)

    def depends_on(self, *models: type) -> None:
        """Forget whenever an object of one of these models, or of one derived from them, changes."""

        def invalidate(sender: type[Model], **kwargs: Any) -> None:
            if issubclass(sender, models):
                self.invalidate()

        for signal in (post_save, post_delete):
            signal.connect(invalidate, weak=False)

    def _set_version(self) -> None:
        self.known = None
        CacheVersion.objects.update_or_create(name=self.name, defaults={"value": uuid.uuid4().hex})


def clear_all() -> None:
    """Throw away what this process keeps; the others keep theirs."""
    for instance in Cache.instances:
        instance.known = None


def _versions(request: HttpRequest | None) -> dict[str, str]:
    known = getattr(request, "_versions", None)
    if known is None:
        known = dict(CacheVersion.objects.values_list("name", "value"))
        if request is not None:
            vars(request)["_versions"] = known
    return known
