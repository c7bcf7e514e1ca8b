"""The test database with the starter content: made once and copied from then on.

Migrations and starter content take half a minute of work on a small machine, for each test process
and for each try at a single test. The copy is kept under a digest of all that it is made from: on
SQLite in var/, on PostgreSQL as a database of its own. `python -m tests.database` makes it and no more.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from astra_site.settings.base import BASE_DIR, VAR_DIR
from astra_site.translations import catalogues

FOLDER = VAR_DIR / "test-databases"
# What the tables and their rows come from: an edit of any other file keeps the copy.
SOURCES = (
    *(f"{app}/**/{file}" for app in ("astra_site", "networks") for file in (
        "migrations/*.py", "models.py", "models/*.py", "translation.py",
    )),
    "networks/starter/**/*.py",
    "networks/starter/**/*.yaml",
    # These write rows of their own for whatever the starter content saves.
    "astra_site/languages/*.py",
    "astra_site/search/*.py",
    "astra_site/serbian/*.py",
    "astra_site/translations/*.py",
    "requirements.txt",
)  # fmt: skip
# A change of branch and back finds its copy again.
COPIES = 5
TEMPLATE_PREFIX = "test_astra_template_"


def set_up() -> list:
    """Make the test database with the starter content; returns what tears it down."""
    template = SQLiteTemplate() if connection.vendor == "sqlite" else PostgreSQLTemplate()
    with _one_at_a_time():
        if template.exists():
            template.copy()
            return _use_the_copy()
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
        call_command("load_starter_content", stdout=StringIO())
        template.keep()
        return made


def _use_the_copy() -> list:
    """Do what `setup_databases` does, without asking 200 migrations whether they are there."""
    usual_name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = connection.creation._get_test_db_name()
    connection.ensure_connection()
    return [(connection, usual_name, True)]


def examples(number: int) -> int:
    """Return how many made-up examples a test tries: they are for the code, so a third on PostgreSQL."""
    return number if connection.vendor == "sqlite" else number // 3


def sources() -> list[Path]:
    """Return the files whose change makes a new copy."""
    return sorted({path for pattern in SOURCES for path in BASE_DIR.glob(pattern)})


def _digest() -> str:
    # `make mutants` tests sources with a fault in them, on the database of those without.
    if named := os.environ.get("TEST_DATABASE_COPY"):
        return named
    digest = hashlib.sha256()
    for source in sources():
        digest.update(str(source.relative_to(BASE_DIR)).encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:24]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let the other test processes wait: the first one makes the template, all others copy it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"lock-{connection.vendor}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class SQLiteTemplate:
    """A file in var/."""

    def __init__(self) -> None:
        self.file = FOLDER / f"{_digest()}.sqlite3"

    def exists(self) -> bool:
        """Tell whether there is one of the present code and starter content."""
        return self.file.exists()

    def copy(self) -> None:
        """Put a copy where the test database is looked for."""
        shutil.copyfile(self.file, connection.settings_dict["TEST"]["NAME"])

    def keep(self) -> None:
        """Keep a copy of the test database, beside the latest others."""
        unfinished = self.file.with_suffix(f".{os.getpid()}")
        copy = sqlite3.connect(unfinished)
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.close()
        unfinished.rename(self.file)
        newest_first = sorted(FOLDER.glob("*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in newest_first[COPIES:]:
            old.unlink()


class PostgreSQLTemplate:
    """A database beside the test databases."""

    def __init__(self) -> None:
        self.name = TEMPLATE_PREFIX + _digest()

    def exists(self) -> bool:
        """Tell whether there is one of the present code and starter content."""
        return self.name in self._newest_first()

    def copy(self) -> None:
        """Put a copy where the test database is looked for."""
        self._copy(self.name, connection.creation._get_test_db_name())

    def keep(self) -> None:
        """Keep a copy of the test database, beside the latest others."""
        # PostgreSQL copies only what nobody is connected to.
        connection.close()
        for old in self._newest_first()[COPIES - 1 :]:
            self._run(f'DROP DATABASE "{old}"')
        self._copy(connection.settings_dict["NAME"], self.name)

    def _copy(self, source: str, target: str) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{target}"')
        self._run(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _newest_first(self) -> list[str]:
        rows = self._run(
            "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [f"{TEMPLATE_PREFIX}%"]
        )
        return [name for (name,) in rows]

    def _run(self, statement: str, parameters: list[str] | None = None) -> list[Any]:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []


if __name__ == "__main__":
    import django

    # The words of the search index come from the catalogues. Django reads them as it starts, and the other
    # process that makes a database may compile them meanwhile: so they are there before.
    catalogues.compile_stale()
    django.setup()
    teardown_databases(set_up(), verbosity=0)
