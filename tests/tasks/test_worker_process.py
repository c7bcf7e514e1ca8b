"""The worker as a process: what it is told, what it says while it works, and what it leaves when it ends."""

import logging
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError

from astra_site.tasks import worker
from astra_site.tasks.background import BACKEND
from astra_site.tasks.management.commands import do_scheduled, run_worker
from astra_site.tasks.models import Worker
from astra_site.tasks.running import Process
from astra_site.tasks.worker import SignsOfLife


class Queue:
    """Stands where the package's own worker stands, and notes how things are while it runs."""

    made: "list[Queue]"
    ends: BaseException | None = None

    def __init__(self, **options: Any) -> None:
        self.options, self.running, self.seen = options, True, {}
        self.has_signals = False
        self.made.append(self)

    def configure_signals(self) -> None:
        self.has_signals = True

    def run(self) -> None:
        name = self.options["worker_id"]
        Worker.objects.create(pk=name)
        self.seen = {"worker": Process.worker == name, "signals": self.has_signals}
        self.seen["is_stopping"] = [Process.is_stopping()]
        self.running = False
        self.seen["is_stopping"].append(Process.is_stopping())
        if self.ends:
            raise self.ends


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> type[Queue]:
    class Made(Queue):
        made = []

    monkeypatch.setattr(worker, "TaskWorker", Made)
    monkeypatch.setattr(Process, "worker", "")
    monkeypatch.setattr(Process, "is_stopping", staticmethod(lambda: False))
    return Made


@pytest.mark.django_db
@pytest.mark.parametrize("is_batch", [True, False])
@pytest.mark.parametrize("ends", [None, SystemExit(0)])
def test_it_says_that_it_is_there_works_and_takes_its_name_away(
    is_batch: bool, ends: BaseException | None, queue: type[Queue], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[SignsOfLife] = []
    queue.ends = ends
    # In a thread that writes nothing: the test's own transaction is not seen there.
    monkeypatch.setattr(SignsOfLife, "say", lambda self: said.append(self))
    if ends:
        with pytest.raises(SystemExit):
            worker.work(is_batch=is_batch)
    else:
        worker.work(is_batch=is_batch)
    (made,) = queue.made
    name = made.options.pop("worker_id")
    assert made.options == {
        "queue_names": ["*"], "excluded_queue_names": [], "interval": 1, "batch": is_batch,
        "backend_name": BACKEND, "startup_delay": False, "max_tasks": None,
    }  # fmt: skip
    assert made.seen == {"worker": True, "signals": True, "is_stopping": [False, True]}
    # Once before it begins, then by a thread that ends with it.
    assert {sign.worker for sign in said} == {name} and len(said) >= 2
    assert said[0].daemon and not said[0].is_alive()
    assert not Worker.objects.filter(pk=name).exists()


def test_it_goes_on_saying_so_while_the_database_is_gone_and_keeps_no_connection(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[object] = []
    signs = SignsOfLife("radnica")
    fails = iter([True, False, False])

    def say(self: SignsOfLife) -> None:
        done.append("said")
        if next(fails):
            raise DatabaseError

    monkeypatch.setattr(SignsOfLife, "say", say)
    monkeypatch.setattr(worker, "connections", SimpleNamespace(close_all=lambda: done.append("closed")))
    looks = iter([False, False, False, True])
    ended = SimpleNamespace(is_set=lambda: next(looks), wait=done.append)
    signs.ended = ended  # type: ignore[assignment]
    signs.run()
    assert done == ["said", "closed", worker.SECONDS_BETWEEN_SIGNS] * 3
    assert [record.getMessage() for record in caplog.records] == ["The worker cannot say that it is there"]


@pytest.mark.parametrize("is_batch", [True, False])
def test_a_worker_that_stays_watches_for_changes_and_a_batch_does_not(
    is_batch: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    monkeypatch.setattr(run_worker.watcher, "start_beside", lambda generation: done.append(generation))
    monkeypatch.setattr(run_worker, "work", lambda *, is_batch: done.append(is_batch))
    call_command("run_worker", *(["--batch"] if is_batch else []))
    assert done == ([True] if is_batch else [run_worker.GENERATION, False])


@pytest.mark.django_db
def test_every_five_minutes_what_is_due_is_done_and_what_is_old_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done: list[str] = []

    def note(name: str, *, stdout: Any) -> None:
        done.append(name)
        stdout.write(f"{name} is done")

    monkeypatch.setattr(do_scheduled, "call_command", note)
    said = StringIO()
    call_command("do_scheduled", stdout=said)
    assert done == ["publish_scheduled", "forget_wrong_answers"]
    assert said.getvalue().splitlines() == [f"{name} is done" for name in done]


def test_the_log_is_not_filled_by_a_worker_that_is_well(caplog: pytest.LogCaptureFixture) -> None:
    signs = SignsOfLife("radnica")
    signs.ended.set()
    with caplog.at_level(logging.DEBUG):
        signs.run()
    assert not caplog.records
