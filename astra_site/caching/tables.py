"""Which tables a statement writes and reads, as the database is asked: by its SQL."""

import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager

WRITES = {"INSERT", "UPDATE", "DELETE", "REPLAC", "TRUNCA"}
WRITTEN = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.I)
READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.I)
SET_COLUMN = re.compile(r'"(\w+)" = ')
# What no visitor is shown: who is staff and what they do, drafts, rows of the frameworks.
NOT_SHOWN = re.compile(
    r"(accounts?|auth|content_checks|django|editing|link_checks|mfa|runs|spreadsheets|tasks|translations"
    r"|wagtailadmin|wagtailsearch|wagtailusers)_"
    r"|caching_cacheversion|networks_starterrecord"
    r"|wagtailcore_(comment|commentreply|groupapprovaltask|grouppagepermission|modellogentry|pagelogentry"
    r"|pagesubscription|referenceindex|revision|task|taskstate|uploadedfile|workflow|workflowstate)"
)
# Columns that a draft changes and no visitor sees.
OF_DRAFTS = {
    "draft_title", "expire_at", "go_live_at", "has_unpublished_changes", "latest_revision_created_at",
    "latest_revision_id", "locked", "locked_at", "locked_by_id",
}  # fmt: skip
# Stands for all tables where nobody knows which.
ANY = "*"
# Wagtail remembers by itself below which address each site is, so not everybody who needs that reads it.
READ_BY_ALL = {ANY, "wagtailcore_site"}

_of_thread = threading.local()


def written(statement: str) -> str | None:
    """Return the table in which a statement may change what visitors are shown; in doubt that is ANY."""
    if statement.lstrip()[:6].upper() not in WRITES:
        return None
    found = WRITTEN.match(statement)
    if not found:
        return ANY
    columns = set(SET_COLUMN.findall(statement.partition(" WHERE ")[0]))
    is_of_drafts = bool(columns) and columns <= OF_DRAFTS
    return None if is_of_drafts or NOT_SHOWN.match(found[1]) else found[1]


@contextmanager
def noted() -> Iterator[set[str]]:
    """Take note of the tables that this thread reads in the block."""
    outer = getattr(_of_thread, "tables", None)
    _of_thread.tables = tables = set(READ_BY_ALL)
    try:
        yield tables
    finally:
        _of_thread.tables = outer
        note(tables)


def is_noting() -> bool:
    """Tell whether somebody wants to know what this thread reads."""
    return getattr(_of_thread, "tables", None) is not None


def note(tables: Collection[str]) -> None:
    """Say that what this thread makes depends on `tables`."""
    if is_noting():
        _of_thread.tables.update(tables)


def note_read(statement: str) -> None:
    """Say that it depends on what a statement reads."""
    if is_noting():
        note(READ.findall(statement))
