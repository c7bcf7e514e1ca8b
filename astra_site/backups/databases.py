"""The database in one file, what is in it as digests, and back: for PostgreSQL and for SQLite."""

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection as django_connection
from psycopg import sql

from astra_site.backups.manifest import BackupError, Table

DIGEST_BYTES = 32


def database() -> "PostgreSQL | SQLite":
    """Return the database of the site."""
    configured = django_connection.settings_dict
    return (
        SQLite(Path(configured["NAME"]))
        if django_connection.vendor == SQLite.kind
        else PostgreSQL(configured)
    )


def table_of(rows: Iterable[str]) -> Table:
    """Count and digest rows, in whichever order they come."""
    number, total = 0, 0
    for row in rows:
        number += 1
        total += int.from_bytes(hashlib.sha256(row.encode()).digest())
    return Table(number, f"{total % (1 << 8 * DIGEST_BYTES):0{2 * DIGEST_BYTES}x}")


class SQLite:
    """A database in a file; the copy is a database too."""

    kind = "sqlite"
    file_name = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, target: Path) -> dict[str, Table]:
        """Write a copy of one moment, while others write, and return what is in it."""
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        return self.restored(target)

    def is_empty(self) -> bool:
        """Tell whether there are no tables."""
        if not self.path.exists():
            return True
        with closing(sqlite3.connect(self.path)) as connection:
            return not _sqlite_tables(connection)

    def restore(self, dump: Path) -> None:
        """Put a copy in the place of the database. A new process has to open it."""
        partial = self.path.with_name(f"{self.path.name}.partial")
        shutil.copyfile(dump, partial)
        for leftover in ("-wal", "-shm"):
            self.path.with_name(self.path.name + leftover).unlink(missing_ok=True)
        partial.replace(self.path)

    def restored(self, dump: Path) -> dict[str, Table]:
        """Return what a dump holds.

        Raises:
            BackupError: it is damaged.
        """
        try:
            with closing(sqlite3.connect(f"file:{dump}?mode=ro", uri=True)) as connection:
                (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
                if answer != "ok":
                    raise BackupError(f"{dump.name} is damaged: {answer}")
                return {
                    name: table_of(map(repr, connection.execute(f'SELECT * FROM "{name}"')))  # noqa: S608 # nosec B608
                    for name in _sqlite_tables(connection)
                }
        except sqlite3.DatabaseError as error:
            raise BackupError(f"{dump.name} is damaged: {error}") from error


def _sqlite_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in rows if not name.startswith("sqlite_")]


class PostgreSQL:
    """A database of a server, dumped and restored by PostgreSQL's own programs."""

    kind = "postgresql"
    file_name = "database.dump"

    def __init__(self, configured: dict[str, Any]) -> None:
        self.name = configured["NAME"]
        self.password = configured.get("PASSWORD", "")
        known = {
            "host": configured.get("HOST"),
            "port": configured.get("PORT"),
            "user": configured.get("USER"),
        }
        self.address = {**{name: value for name, value in known.items() if value}, **configured["OPTIONS"]}

    def dump(self, target: Path) -> dict[str, Table]:
        """Write a dump of one moment, while others write, and return what is in it."""
        with self._connected(self.name) as connection:
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
            self._run("pg_dump", self.name, "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
            return _tables(connection)

    def is_empty(self) -> bool:
        """Tell whether there are no tables."""
        with self._connected(self.name) as connection:
            return not _names(connection)

    def restore(self, dump: Path) -> None:
        """Fill the empty database with a dump: all of it, or nothing."""
        self._restore(dump, self.name)

    def restored(self, dump: Path) -> dict[str, Table]:
        """Return what a dump holds when it is restored into a database made for that.

        Raises:
            BackupError: it is damaged, or the role may make no database.
        """
        name = f"{self.name}_verify_{secrets.token_hex(4)}"
        with self._connected(self.name) as connection:
            try:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
                )
            except psycopg.Error as error:
                raise BackupError(f"No database can be made to restore into: {_line(error)}") from error
            try:
                self._restore(dump, name)
                with self._connected(name) as other:
                    return _tables(other)
            finally:
                # Not by force: that is refused to who is no superuser while autovacuum looks at the new
                # tables. A plain drop sends autovacuum away, and waits five seconds for all others.
                connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))

    def _restore(self, dump: Path, name: str) -> None:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        self._run("pg_restore", name, *options, str(dump))

    def _run(self, program: str, name: str, *options: str) -> None:
        address = psycopg.conninfo.make_conninfo(dbname=name, **self.address)
        command = [program, f"--dbname={address}", *options]
        # The password by the environment: everybody on the machine may read a command's arguments.
        variables = {**os.environ, "PGPASSWORD": self.password or os.environ.get("PGPASSWORD", "")}
        try:
            subprocess.run(command, env=variables, check=True, capture_output=True, text=True)  # noqa: S603 # nosec B603
        except FileNotFoundError as error:
            raise BackupError(f"{program} is not installed (Debian: postgresql-client)") from error
        except subprocess.CalledProcessError as error:
            raise BackupError(f"{program} failed: {_line(error.stderr)}") from error

    @contextmanager
    def _connected(self, name: str) -> Iterator[psycopg.Connection]:
        password = {"password": self.password} if self.password else {}
        try:
            connection = psycopg.connect(dbname=name, autocommit=True, **password, **self.address)
        except psycopg.OperationalError as error:
            raise BackupError(f"The database {name} cannot be reached: {_line(error)}") from error
        with connection:
            yield connection


def _names(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    )
    return [name for (name,) in rows]


def _tables(connection: psycopg.Connection) -> dict[str, Table]:
    # The text of a row must not depend on who asks.
    for setting in ("SET TimeZone = 'UTC'", "SET DateStyle = 'ISO'", "SET IntervalStyle = 'postgres'"):
        connection.execute(setting)
    return {name: table_of(_rows(connection, name)) for name in _names(connection)}


def _rows(connection: psycopg.Connection, table: str) -> Iterator[str]:
    # A cursor of the server, so that not the whole table is in memory.
    with connection.transaction(), connection.cursor(name="rows_of_a_table") as cursor:
        cursor.execute(sql.SQL("SELECT t::text FROM public.{} AS t").format(sql.Identifier(table)))
        for (row,) in cursor:
            yield row


def _line(problem: object) -> str:
    return " ".join(str(problem).split())
