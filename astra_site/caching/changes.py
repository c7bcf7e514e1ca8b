"""Hears of every change of the content as the database does: by the statements that write.

Whoever writes, by a form, a command, a bulk update or SQL through Django, is heard; a list of signals would
have to name them all. When the transaction is over, everybody learns of it.
"""

import re
import time
from collections.abc import Callable, Collection
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion

CHANNEL = "astra_content"
# The first of the two numbers of PostgreSQL's advisory locks that watchers hold; the second is the version.
LOCKS = 1_164_000
# How long a click waits for the other machines, seconds. They look by themselves after a second.
PATIENCE = 1.5
WRITES = {"INSERT", "UPDATE", "DELETE", "REPLAC", "TRUNCA"}
TABLE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO|TRUNCATE)\s+"?(\w+)', re.I)
SET_COLUMN = re.compile(r'"(\w+)" = ')
# What no visitor is shown: who is staff and what they do, drafts, rows of the frameworks.
NOT_SHOWN = re.compile(
    r"(accounts|auth|django|editing|link_checks|spreadsheets|tasks|translations|wagtailadmin|wagtailsearch|wagtailusers)_"
    r"|caching_cacheversion|networks_starterrecord"
    r"|wagtailcore_(comment|commentreply|groupapprovaltask|grouppagepermission|modellogentry|pagelogentry"
    r"|pagesubscription|referenceindex|revision|task|taskstate|uploadedfile|workflow|workflowstate)"
)
# Columns that a draft changes and no visitor sees.
OF_DRAFTS = {
    "draft_title", "expire_at", "go_live_at", "has_unpublished_changes", "latest_revision_created_at",
    "latest_revision_id", "locked", "locked_at", "locked_by_id",
}  # fmt: skip


def is_shown(statement: str) -> bool:
    """Tell whether a statement may change what visitors are shown. In doubt it may."""
    if statement.lstrip()[:6].upper() not in WRITES:
        return False
    found = TABLE.match(statement)
    if found and NOT_SHOWN.match(found[1]):
        return False
    columns = set(SET_COLUMN.findall(statement.partition(" WHERE ")[0])) if found else set()
    return not columns or not columns <= OF_DRAFTS


def is_draft(update_fields: Collection[str] | None) -> bool:
    """Tell whether no more than these fields of an object were saved, and visitors see none of them."""
    return bool(update_fields) and all({field, f"{field}_id"} & OF_DRAFTS for field in update_fields or ())


def hear(execute: Callable, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement, and tell of it when its transaction is over: a wrapper of Django's."""
    result = execute(sql, params, many, context)
    if is_shown(str(sql)):
        tell_on_commit(context["connection"])
    return result


def listen(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Hear what goes through a new connection."""
    if hear not in connection.execute_wrappers:
        connection.execute_wrappers.append(hear)


def tell_on_commit(connection: BaseDatabaseWrapper, name: str = "") -> None:
    """Have everybody told, once, when the transaction is over; also of a new version of what has a `name`."""
    names = vars(connection).setdefault("_changed_caches", set())
    if name:
        names.add(name)
    if not any(tell in entry for entry in connection.run_on_commit):
        transaction.on_commit(tell, using=connection.alias)


def _wrapper() -> BaseDatabaseWrapper:
    # What belongs to a connection is kept with it, so that no other thread sees it.
    return connections[DEFAULT_DB_ALIAS]


def tell() -> None:
    """Begin a new generation everywhere."""
    names = vars(_wrapper()).pop("_changed_caches", set())
    version = None
    try:
        version = CacheVersion.count_up(names)
        if connection.vendor == "postgresql":
            _notify(version)
    except DatabaseError:
        # Gone in this moment, or not migrated yet. This machine sees the change nevertheless.
        pass
    finally:
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
