"""Our backend of SQLite: who waits to write is there when the other one ends, and does not wait for ever."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError, transaction
from pytest_django import DjangoDbBlocker

from astra_site.backups.databases import SQLite
from astra_site.settings.database import KEPT, SQLITE_OPTIONS
from astra_site.sqlite import base


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "site.sqlite3"


@pytest.fixture
def other(file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("CREATE TABLE guest (name TEXT)")
    connection.execute("PRAGMA journal_mode=WAL")
    yield connection
    connection.close()


@pytest.fixture
def ours(
    file: Path, other: sqlite3.Connection, django_db_blocker: DjangoDbBlocker
) -> Iterator[base.DatabaseWrapper]:
    options = {**SQLITE_OPTIONS, "timeout": 10}
    connection = base.DatabaseWrapper(
        {"NAME": file, "OPTIONS": options, "AUTOCOMMIT": True, **KEPT,
         "TIME_ZONE": None, "ENGINE": "astra_site.sqlite", "USER": "", "PASSWORD": "", "HOST": "", "PORT": ""}
    )  # fmt: skip
    with django_db_blocker.unblock():
        connection.ensure_connection()
        yield connection
        connection.close()


def write_at_once(connection: base.DatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO guest VALUES (%s)", ["Ana"])


def write(connection: base.DatabaseWrapper) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    write_at_once(connection)
    connection.commit()
    connection.set_autocommit(True)


def names(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM guest")]


@pytest.mark.parametrize("write", [write, write_at_once])
def test_who_waits_looks_again_and_again(
    write: Callable[[base.DatabaseWrapper], None],
    ours: base.DatabaseWrapper,
    other: sqlite3.Connection,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            other.execute("COMMIT")

    monkeypatch.setattr(base.time, "sleep", wait)
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO guest VALUES ('Mira')")
    write(ours)
    assert names(other) == ["Mira", "Ana"]
    assert waits == [base.SECONDS_BETWEEN_TRIES] * 3


def test_nobody_waits_for_ever(ours: base.DatabaseWrapper, other: sqlite3.Connection) -> None:
    ours.settings_dict["OPTIONS"]["timeout"] = 0.05
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        write(ours)


def test_another_fault_is_not_waited_for(ours: base.DatabaseWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base.time, "sleep", lambda _seconds: pytest.fail("waited"))
    with pytest.raises(OperationalError, match="no such table"), ours.cursor() as cursor:
        cursor.execute("INSERT INTO nowhere VALUES (1)")


@pytest.mark.sqlite
@pytest.mark.django_db
def test_the_site_uses_it() -> None:
    assert isinstance(transaction.get_connection(), base.DatabaseWrapper)


@pytest.mark.parametrize(
    ("code", "is_waited_for"),
    [
        (sqlite3.SQLITE_BUSY, True),
        # Somebody mends what a process that was killed has left.
        (sqlite3.SQLITE_BUSY_RECOVERY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, False),
        (sqlite3.SQLITE_FULL, False),
    ],
)
def test_only_who_writes_or_mends_is_waited_for(
    code: int, is_waited_for: bool, ours: base.DatabaseWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = sqlite3.OperationalError("database is locked")
    taken.sqlite_errorcode = code
    answers = iter([taken, taken, None])
    asked: list[tuple] = []
    waits: list[float] = []

    def execute(self: object, query: str, params: object = None) -> None:
        asked.append((query, params))
        if error := next(answers):
            raise error

    monkeypatch.setattr(base.time, "sleep", waits.append)
    with ours.cursor() as cursor, monkeypatch.context() as patch:
        patch.setattr(base.base.SQLiteCursorWrapper, "execute", execute)
        if is_waited_for:
            cursor.execute("SELECT %s", [1])
        else:
            with pytest.raises(OperationalError, match="locked"):
                cursor.execute("SELECT %s", [1])
    assert asked == [("SELECT %s", [1])] * (3 if is_waited_for else 1)
    assert waits == [base.SECONDS_BETWEEN_TRIES] * (2 if is_waited_for else 0)


def test_the_last_look_is_when_the_time_is_over(
    ours: base.DatabaseWrapper, other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [100.0]

    def wait(_seconds: float) -> None:
        now[0] += 4

    monkeypatch.setattr(base.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(base.time, "sleep", wait)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"):
        write_at_once(ours)
    # Ten seconds: at 0, 4, 8 and 12 of them.
    assert now[0] == 112


def after_another_request(connection: base.DatabaseWrapper) -> list[str]:
    """Return who is a guest, as a request sees it that comes after one that has ended."""
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        return [name for (name,) in cursor.execute("SELECT name FROM guest").fetchall()]


def test_a_connection_is_kept_for_the_requests_after_it_and_sees_what_others_write(
    ours: base.DatabaseWrapper, other: sqlite3.Connection
) -> None:
    kept = ours.connection
    for number in range(3):
        other.execute("INSERT INTO guest VALUES ('Mira')")
        assert after_another_request(ours) == ["Mira"] * (number + 1)
    assert ours.connection is kept


def test_after_a_restore_the_next_request_sees_what_was_restored(
    ours: base.DatabaseWrapper, file: Path, tmp_path: Path
) -> None:
    write(ours)
    restored = tmp_path / "restored.sqlite3"
    with closing(sqlite3.connect(restored)) as connection:
        connection.execute("CREATE TABLE guest (name TEXT)")
        connection.execute("INSERT INTO guest VALUES ('Vesna')")
        connection.commit()
    SQLite(file).restore(restored)
    assert after_another_request(ours) == ["Vesna"]
    write_at_once(ours)
    with closing(sqlite3.connect(file)) as connection:
        assert names(connection) == ["Vesna", "Ana"]


def test_without_its_file_a_connection_is_not_used_any_more(ours: base.DatabaseWrapper, file: Path) -> None:
    write(ours)
    file.unlink()
    with pytest.raises(OperationalError, match="no such table"):
        after_another_request(ours)
