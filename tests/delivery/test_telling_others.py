"""A change is told to all machines, once a transaction, and a click waits until all have seen it."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection as real_connection

from astra_site.caching import changes, tables
from astra_site.caching.generation import GENERATION
from astra_site.caching.models import CacheVersion
from tests.delivery.test_watcher import Database

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_told_before() -> None:
    """What this thread has told is kept with its connection, which tests share."""
    vars(real_connection._connections[real_connection._alias]).pop("_told_version", None)


@pytest.fixture
def postgresql(monkeypatch: pytest.MonkeyPatch) -> Database:
    made = Database("postgresql")
    clock = SimpleNamespace(now=0.0)

    def sleep(seconds: float) -> None:
        clock.now += seconds

    monkeypatch.setattr(changes, "connection", made)
    monkeypatch.setattr(changes, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
    made.clock = clock  # type: ignore[attr-defined]
    return made


def test_a_change_is_told_to_the_others_and_the_click_waits_until_all_have_seen_it(
    postgresql: Database,
) -> None:
    changes.tell_everything()
    version = CacheVersion.of_content()
    assert postgresql.said == [("SELECT pg_notify", "astra_content", str(version))]
    postgresql.answers = iter([True, True, False])
    changes.wait_until_seen()
    assert [said[1:] for said in postgresql.said[1:]] == [(changes.LOCKS, version)] * 3
    # It has been waited for: the next click does not ask.
    changes.wait_until_seen()
    assert len(postgresql.said) == 4


def test_nobody_waits_longer_than_a_second_and_a_half_for_a_machine_that_hangs(postgresql: Database) -> None:
    changes.tell_everything()
    postgresql.answers = iter([True] * 10_000)
    changes.wait_until_seen()
    assert changes.PATIENCE <= postgresql.clock.now < changes.PATIENCE + 0.1  # type: ignore[attr-defined]


def test_without_other_machines_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Database("sqlite")
    monkeypatch.setattr(changes, "connection", alone)
    changes.tell_everything()
    changes.wait_until_seen()
    assert alone.said == []


def test_however_much_a_transaction_writes_it_is_told_once(
    django_capture_on_commit_callbacks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    before = CacheVersion.of_content()
    with django_capture_on_commit_callbacks(execute=True) as told:
        real_connection.run_on_commit.clear()
        for statement in ('UPDATE "safety_hotline" SET "number" = "number"',) * 3:
            with real_connection.cursor() as cursor:
                cursor.execute(statement)
    assert len(told) == 1
    assert CacheVersion.of_content() == before + 1 == GENERATION.version
    assert CacheVersion.objects.get(name="safety_hotline").value >= 1


def test_what_was_told_once_is_not_counted_with_the_next_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GENERATION, "file", tmp_path / "generation")
    changes.tell_everything()
    before = CacheVersion.objects.get(name=tables.ANY).value
    changes.tell()
    assert CacheVersion.objects.get(name=tables.ANY).value == before


def test_a_connection_is_heard_once_however_often_it_is_opened() -> None:
    connection = SimpleNamespace(execute_wrappers=[])
    for _time in range(2):
        changes.listen(connection)  # type: ignore[arg-type]
    assert connection.execute_wrappers == [changes.hear]


def test_the_versions_begin_at_0_and_count_the_content_with_each_table() -> None:
    CacheVersion.objects.all().delete()
    assert CacheVersion.of_content() == 0
    assert [CacheVersion.count_up({"b", "a"}), CacheVersion.count_up([tables.ANY, "a"])] == [1, 2]
    assert dict(CacheVersion.objects.values_list("name", "value")) == {
        "a": 2, "b": 1, tables.ANY: 1, "content": 2,
    }  # fmt: skip
    assert str(CacheVersion.objects.get(name="a")) == "a: 2"
