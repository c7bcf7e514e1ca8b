"""Knows when the directory in memory is out of date, in every process of the site.

A change in this process throws its own index away at once. The others learn of it by a stamp in the
database, which changes when the transaction is over; each asks for it once a request. What goes past
all signals (a query's `update`) is seen after MINUTES at the latest, or at once by `forget()`.
"""

import os
import uuid
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save

from astra_site.pages import languages, signals
from networks.directory import rows
from networks.directory.index import Index, build

MINUTES = 5


class Known(NamedTuple):
    """The index of every language, and by which it is known whether it is still good."""

    stamp: str
    ticket: str
    indexes: dict[str, Index]


class _Memory:
    known: Known | None = None


def index(language: str) -> Index:
    """Return the directory's index in `language`, made anew if anything has changed."""
    from networks.models import DirectoryStamp

    # The stamp first: what changes between the two questions is found by the next request.
    stamp = DirectoryStamp.objects.values_list("value", flat=True).first() or ""
    known = _Memory.known
    if known is None or known.stamp != stamp or cache.get(_cache_key()) != known.ticket:
        content = rows.read()
        ticket = uuid.uuid4().hex
        known = Known(stamp, ticket, {one: build(content, one) for one in languages.CODES})
        _Memory.known = known
        cache.set(_cache_key(), ticket, 60 * MINUTES)
    return known.indexes[language]


def forget(**kwargs: Any) -> None:
    """Throw the index away, here and, when the transaction is over, in the other processes."""
    _Memory.known = None
    scheduled = transaction.get_connection().run_on_commit
    if not any(_stamp_anew in entry for entry in scheduled):
        transaction.on_commit(_stamp_anew)


def connect() -> None:
    """Listen to everything that the directory shows."""
    from networks.models import FieldOfWork, Membership, NetworkPage, Organisation

    for model in (FieldOfWork, Membership, NetworkPage, Organisation):
        post_save.connect(forget, sender=model)
        post_delete.connect(forget, sender=model)
    m2m_changed.connect(forget, sender=Organisation.fields_of_work.through)
    signals.paths_changed.connect(forget)


def _stamp_anew() -> None:
    from networks.models import DirectoryStamp

    _Memory.known = None
    DirectoryStamp.objects.update_or_create(pk=1, defaults={"value": uuid.uuid4().hex})


def _cache_key() -> str:
    # The memory is this process's own, also where many share one cache.
    return f"directory-{os.getpid()}"
