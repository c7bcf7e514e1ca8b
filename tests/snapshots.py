"""Keeps the content of the test database, to have it again after a test that empties all tables.

A test that commits (`live_server`, `transaction=True`) ends with every table emptied, also of what
the migrations and the starter content had put there.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction

_SCHEMA = "snapshot"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
_in_memory: list[sqlite3.Connection] = []


def take() -> None:
    """Keep what the database holds now."""
    if connection.vendor == "sqlite":
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(copy)
        _in_memory[:] = [copy]
    else:
        _take_on_postgresql()


def write(file: Path) -> None:
    """Write what `take` has kept on SQLite as a database of its own."""
    with closing(sqlite3.connect(file)) as copy:
        _in_memory[0].backup(copy)


def restore() -> None:
    """Put back what `take` has kept, over whatever is there."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _in_memory[0].backup(connection.connection)
    else:
        _restore_on_postgresql()


def _quoted(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _take_on_postgresql() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
        cursor.execute(_TABLES, ["public"])
        for (table,) in cursor.fetchall():
            cursor.execute(f'CREATE TABLE {_SCHEMA}."{table}" AS TABLE public."{table}"')


def _restore_on_postgresql() -> None:
    """Copy all rows back with foreign keys asleep, and set the counters behind them."""
    # In one go: the versions of the caches count every change.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_TABLES, [_SCHEMA])
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(f"TRUNCATE {_quoted(*tables)}")
        cursor.execute("SET session_replication_role = replica")
        for table in tables:
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM {_SCHEMA}."{table}"')  # noqa: S608
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_identity = 'YES'"
        )
        for table, column in cursor.fetchall():
            next_free = f'SELECT coalesce(max("{column}"), 0) + 1 FROM public."{table}"'  # noqa: S608
            sequence = f"pg_get_serial_sequence('public.\"{table}\"', '{column}')"
            cursor.execute(f"SELECT setval({sequence}, ({next_free}), false)")
