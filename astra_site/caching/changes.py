"""Hears of every change of the content as the database does: by the statements that write.

Whoever writes, by a form, a command, a bulk update or SQL through Django, is heard; a list of signals would
have to name them all. When the transaction is over, everybody learns of it.
"""

import time
from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from astra_site.caching import tables
from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion

CHANNEL = "astra_content"
# The first of the two numbers of PostgreSQL's advisory locks that watchers hold; the second is the version.
LOCKS = 1_164_000
# How long a click waits for the other machines, seconds. They look by themselves after a second.
PATIENCE = 1.5
# Told at once of each table that is written, before the transaction is over.
FORGETTING: list[Callable[[str], object]] = []


def hear(execute: Callable, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement, and tell of it when its transaction is over: a wrapper of Django's."""
    result = execute(sql, params, many, context)
    statement = str(sql)
    table = tables.written(statement)
    if table is None:
        tables.note_read(statement)
    else:
        _tell_on_commit(context["connection"], table)
        for forget in FORGETTING:
            forget(table)
    return result


def listen(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Hear what goes through a new connection."""
    if hear not in connection.execute_wrappers:
        connection.execute_wrappers.append(hear)


def _tell_on_commit(connection: BaseDatabaseWrapper, table: str) -> None:
    _changed(connection).add(table)
    # Once, however much a transaction writes.
    if not any(tell in entry for entry in connection.run_on_commit):
        transaction.on_commit(tell, using=connection.alias)


def _changed(connection: BaseDatabaseWrapper) -> set[str]:
    # What belongs to a connection is kept with it, so that no other thread sees it.
    return vars(connection).setdefault("_changed_tables", set())


def _wrapper() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]


def tell_everything() -> None:
    """Begin a new generation everywhere, in which nothing holds that was read before."""
    _changed(_wrapper()).add(tables.ANY)
    tell()


def tell() -> None:
    """Begin a new generation everywhere."""
    changed = _changed(_wrapper())
    version = None
    try:
        version = CacheVersion.count_up(changed)
        if connection.vendor == "postgresql":
            _notify(version)
    except DatabaseError:
        # Gone in this moment, or not migrated yet. This machine sees the change nevertheless.
        pass
    finally:
        changed.clear()
        GENERATION.renew(version)


def _notify(version: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(version)])
    vars(_wrapper())["_told_version"] = version


def wait_until_seen() -> None:
    """Wait until the watchers of all machines know of what this thread has told, or a second and a half."""
    version = vars(_wrapper()).pop("_told_version", None)
    end = time.monotonic() + PATIENCE
    while version and time.monotonic() < end and _are_any_behind(version):
        time.sleep(0.005)


def _are_any_behind(version: int) -> bool:
    """Tell whether a watcher holds the lock of an earlier version. Who is gone holds none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = %s"
            " AND objid::bigint < %s AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCKS, version],
        )
        return bool(cursor.fetchone()[0])
