"""One watcher of a machine tells it of what others have changed, and a click waits for all of them."""

import fcntl
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError

from astra_site.caching import changes, watcher
from astra_site.caching.generation import Generation
from astra_site.caching.models import CacheVersion
from astra_site.caching.watcher import Watcher

pytestmark = pytest.mark.django_db
SILENCE = "Changes are not seen: the database does not answer"


class Over(BaseException):
    """Ends what would go on for ever."""


class Database:
    """A connection that notes what is said, and waits for a word by doing the next step of a plan."""

    def __init__(self, vendor: str) -> None:
        self.vendor, self.said, self.answers = vendor, [], iter(())
        self.plan: Iterator[Callable[[], object]] = iter(())
        self.connection = self

    @contextmanager
    def cursor(self) -> Iterator[Any]:
        yield SimpleNamespace(
            execute=lambda statement, values=(): self.said.append((statement.split("(")[0], *values)),
            fetchone=lambda: (next(self.answers),),
        )

    def notifies(self, timeout: float, stop_after: int) -> Iterator[str]:
        assert (timeout, stop_after) == (watcher.LOOK, 1)
        self.wait()
        return iter(["a word"])

    def wait(self, _seconds: float = 0) -> None:
        step = next(self.plan, None)
        if step is None:
            raise Over
        step()

    def close(self) -> None:
        self.said.append("closed")


def nothing() -> None:
    pass


@pytest.fixture
def generation(tmp_path: Path) -> Generation:
    made = Generation(tmp_path / "cache")
    made.is_watched = True
    return made


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Database:
    made = Database(request.param)
    monkeypatch.setattr(watcher, "connection", made)
    monkeypatch.setattr(watcher, "time", SimpleNamespace(sleep=made.wait))
    return made


def watch(
    database: Database, generation: Generation, *plan: Callable[[], object], alone: Callable = nothing
) -> None:
    """Watch as long as there are steps: each is done before a look."""
    lock = generation.file.with_suffix(".lock")
    lock.parent.mkdir(exist_ok=True)
    database.plan = iter(plan)
    with pytest.raises(Over):
        Watcher(generation, alone, lock).run()


def change() -> int:
    return CacheVersion.count_up(["safety_hotline"])


def test_what_another_machine_has_changed_begins_a_new_generation_here(
    database: Database, generation: Generation
) -> None:
    seen: list[int | None] = []

    def look() -> None:
        seen.append(generation.version)

    now = change()
    generation.renew(1)
    # At the first look the content is another one; then twice more, and between them nothing.
    watch(database, generation, look, look, change, look, change, look)
    assert seen == [now, now, now + 1, now + 2]


def test_what_this_machine_has_changed_itself_is_not_told_once_more(
    database: Database, generation: Generation
) -> None:
    def own_change() -> None:
        generation.renew(change())
        began.append(generation.current)

    began: list[int | None] = []
    generation.renew(change())
    began.append(generation.current)
    watch(database, generation, nothing, own_change, nothing, own_change, nothing)
    assert generation.current == began[-1]
    assert len(set(began)) == 3


def test_a_generation_of_which_nobody_knows_the_version_is_left_alone_until_something_changes(
    database: Database, generation: Generation
) -> None:
    found: list[int | None] = []

    def without_version() -> None:
        generation.renew()
        found.append(generation.current)

    now = change()
    watch(database, generation, nothing, without_version, nothing, lambda: found.append(generation.current))
    assert found[0] == found[1] and generation.version is None
    watch(database, generation, change)
    assert generation.version == now + 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_postgresql_wakes_it_and_it_holds_the_lock_of_what_it_has_seen(
    database: Database, generation: Generation
) -> None:
    now = change()
    watch(database, generation, nothing, change, nothing)
    lock, unlock = "SELECT pg_advisory_lock_shared", "SELECT pg_advisory_unlock_shared"
    assert database.said == [
        ("LISTEN astra_content",),
        (lock, changes.LOCKS, now),
        (lock, changes.LOCKS, now + 1),
        (unlock, changes.LOCKS, now),
    ]


@pytest.mark.parametrize("error", [OperationalError("gone"), ConnectionError(), ValueError("odd")])
def test_a_database_that_is_gone_for_a_while_ends_nothing(
    error: Exception, database: Database, generation: Generation, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail() -> int:
        raise error

    of_content = CacheVersion.of_content
    generation.renew(1)
    monkeypatch.setattr(CacheVersion, "of_content", fail)
    back = lambda: monkeypatch.setattr(CacheVersion, "of_content", of_content)  # noqa: E731
    with caplog.at_level(logging.WARNING):
        watch(database, generation, nothing, back, nothing)
    is_known = not isinstance(error, ValueError)
    assert [record.getMessage() for record in caplog.records] == [
        SILENCE if is_known else "Changes are not seen"
    ] * 2
    # A connection that is broken is not used again.
    assert database.said.count("closed") == 2
    assert generation.version == of_content()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_it_is_the_only_one_of_its_machine_and_then_begins_what_only_one_may(
    database: Database, generation: Generation
) -> None:
    done: list[str] = []

    def alone() -> None:
        with generation.file.with_suffix(".lock").open("w") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        done.append("alone")

    watch(database, generation, lambda: done.append("look"), alone=alone)
    assert done == ["alone", "look"]


@pytest.mark.parametrize("is_beside", [False, True])
def test_a_process_that_sends_pages_believes_the_generation_from_then_on(
    is_beside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Watcher] = []
    done: list[str] = []
    monkeypatch.setattr(Watcher, "start", lambda self: begun.append(self))
    generation = Generation(tmp_path / "not" / "there")
    if is_beside:
        assert watcher.start_beside(generation)
    else:
        assert watcher.start(generation, lambda: done.append("alone"))
    (thread,) = begun
    assert thread.daemon and generation.is_watched is not is_beside
    # Each kind has a lock of its own: the worker's watches while the site is away.
    name = "generation.lock_beside" if is_beside else "generation.lock"
    assert [file.name for file in generation.file.parent.iterdir()] == [name]
    thread._when_alone()
    assert done == ([] if is_beside else ["alone"])


def test_where_no_lock_can_be_had_nothing_is_believed_and_it_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    generation = Generation(tmp_path / "file" / "cache")
    generation.is_watched = True
    assert not watcher.start_beside(generation)
    assert generation.is_watched
    assert not watcher.start(generation)
    assert not generation.is_watched
    assert all("No page is cached" in record.getMessage() for record in caplog.records)
