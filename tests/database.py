"""The test database with the starter content: on SQLite made once and copied from then on.

Migrations and starter content take half a minute of work on a small machine, for each test process
and for each try at a single test. The copy is kept in var/ under a digest of all that it is made from.
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

from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases

from astra_site.settings.base import BASE_DIR, VAR_DIR

FOLDER = VAR_DIR / "test-databases"
SOURCES = ("astra_site/**/*.py", "networks/**/*.py", "networks/**/*.yaml", "requirements.txt")


def set_up() -> list:
    """Make the test database with the starter content; returns what tears it down."""
    if connection.vendor != "sqlite":
        return _make()
    with _one_at_a_time():
        file = _template()
        if file.exists():
            shutil.copyfile(file, connection.settings_dict["TEST"]["NAME"])
            return setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=set())
        made = _make()
        _keep(file)
        return made


def _make() -> list:
    made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    call_command("load_starter_content", stdout=StringIO())
    return made


def _template() -> Path:
    """Return the file for a database made from the present code and starter content."""
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for source in sorted(BASE_DIR.glob(pattern)):
            digest.update(str(source.relative_to(BASE_DIR)).encode() + b"\0" + source.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:24]}.sqlite3"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let the other test processes wait: the first one makes the template, all others copy it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _keep(file: Path) -> None:
    """Keep a copy of the test database as `file`, in the place of older ones."""
    unfinished = file.with_suffix(f".{os.getpid()}")
    copy = sqlite3.connect(unfinished)
    connection.ensure_connection()
    connection.connection.backup(copy)
    copy.close()
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    unfinished.rename(file)
