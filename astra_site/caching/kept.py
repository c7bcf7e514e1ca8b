"""A cache in each process, invalidated by a version row: what many requests need and few change.

A change in this process throws its own copy away at once. The others learn of it by a stamp in the
database, which changes when the transaction is over; each asks for all stamps once a request. What
goes past all signals (a query's `update`) is seen after MINUTES at the latest, or at once by `forget()`.
"""

import time
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest

from astra_site.caching.models import Stamp

MINUTES = 5


class Known[Content](NamedTuple):
    """What was read, and by which it is known whether it is still good."""

    stamp: str
    until: float
    content: Content


class Kept[Content]:
    """Something that is read from the database with a few queries and then kept."""

    everything: "list[Kept[Any]]" = []

    def __init__(self, name: str, read: Callable[[], Content]) -> None:
        self.name = name
        self.known: Known[Content] | None = None
        self._read = read
        self.everything.append(self)

    def get(self, request: HttpRequest | None = None) -> Content:
        """Return the content, read anew if anything has changed."""
        # The stamp first: what changes between the two questions is found by the next request.
        stamp = _stamps(request).get(self.name, "")
        known = self.known
        if known is None or known.stamp != stamp or known.until < time.monotonic():
            known = Known(stamp, time.monotonic() + 60 * MINUTES, self._read())
            self.known = known
        return known.content

    def forget(self, **kwargs: Any) -> None:
        """Throw the content away, here and, when the transaction is over, in the other processes."""
        self.known = None
        scheduled = transaction.get_connection().run_on_commit
        if not any(self._stamp_anew in entry for entry in scheduled):
            transaction.on_commit(self._stamp_anew)

    def depends_on(self, *models: type) -> None:
        """Forget whenever an object of one of these models, or of one derived from them, changes."""

        def forget(sender: type[Model], **kwargs: Any) -> None:
            if issubclass(sender, models):
                self.forget()

        for signal in (post_save, post_delete):
            signal.connect(forget, weak=False)

    def _stamp_anew(self) -> None:
        self.known = None
        Stamp.objects.update_or_create(name=self.name, defaults={"value": uuid.uuid4().hex})


def forget_everything_here() -> None:
    """Throw away what this process keeps; the others keep theirs."""
    for one in Kept.everything:
        one.known = None


def _stamps(request: HttpRequest | None) -> dict[str, str]:
    known = getattr(request, "_stamps", None)
    if known is None:
        known = dict(Stamp.objects.values_list("name", "value"))
        if request is not None:
            vars(request)["_stamps"] = known
    return known
