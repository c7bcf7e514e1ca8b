"""`manage.py serve` step by step, and the worker beside it: what comes after what, and how each ends."""

import os
import signal
import sys
from collections.abc import Callable
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from astra_site.delivery import worker_beside
from astra_site.delivery.management.commands import serve
from tests.browser.running_site import free_port


class Steps(list):
    """What was done, in its order."""

    def step(self, name: str, ends: BaseException | None = None) -> Callable[..., None]:
        """Return what notes that it was done, and may end by an error."""

        def do(*_arguments: object, **_options: object) -> None:
            self.append(name)
            if ends:
                raise ends

        return do


@pytest.fixture
def steps(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Steps:
    done = Steps()
    settings.IS_LOCAL, settings.DEBUG, settings.PORT = True, False, str(free_port())
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "argv", ["manage.py", "serve"])
    for name in ("reach_database", "prepare"):
        monkeypatch.setattr(serve, name, done.step(name))
    monkeypatch.setattr(serve.static_files, "build_stale", done.step("build"))
    monkeypatch.setattr(serve, "connections", SimpleNamespace(close_all=done.step("close")))
    monkeypatch.setattr(serve.worker_beside, "start", done.step("worker"))
    monkeypatch.setattr(serve.wsgiapp, "run", done.step("serve"))
    monkeypatch.setattr(serve, "call_command", lambda *words: done.append(words))
    return done


def test_it_prepares_and_serves_as_in_production(steps: Steps, settings: Any) -> None:
    said = StringIO()
    call_command("serve", stdout=said)
    # Static files are built beside the preparation.
    assert steps[0] == "reach_database" and set(steps[1:3]) == {"prepare", "build"}
    assert steps[3:] == ["close", "worker", "serve"]
    assert os.environ["ASTRA_BIND"] == f"127.0.0.1:{settings.PORT}"
    assert sys.argv == ["manage.py", "--config", "python:astra_site.delivery.gunicorn"]
    assert f"http://127.0.0.1:{settings.PORT}/" in said.getvalue()


def test_for_work_on_the_code_it_is_djangos_server_that_prepares_only_once(
    steps: Steps, settings: Any
) -> None:
    settings.DEBUG = True
    call_command("serve", stdout=StringIO())
    address = f"127.0.0.1:{settings.PORT}"
    assert steps == ["prepare", "worker", ("runserver", address)]
    # The reloader begins with these anew.
    assert sys.argv == ["manage.py", "runserver", address]
    assert os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] == "true"


def test_files_that_cannot_be_built_are_not_served(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve.static_files, "build_stale", steps.step("build", OSError("no room")))
    with pytest.raises(OSError, match="no room"):
        call_command("serve", stdout=StringIO())
    assert "serve" not in steps


@pytest.mark.parametrize("code", [0, 3])
def test_it_ends_at_once_with_the_code_of_the_server(
    code: int, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve.wsgiapp, "run", steps.step("serve", SystemExit(code)))
    monkeypatch.setattr(os, "_exit", lambda ended: steps.append(ended))
    with pytest.raises(SystemExit):
        call_command("serve", stdout=StringIO())
    assert steps[-1] == code


def test_what_the_server_says_at_its_end_is_not_lost(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve.wsgiapp, "run", steps.step("serve", SystemExit("a setting is wrong")))
    monkeypatch.setattr(os, "_exit", lambda ended: steps.append(ended))
    with pytest.raises(SystemExit, match="a setting is wrong"):
        call_command("serve", stdout=StringIO())
    assert steps[-1] == "serve"


def test_a_database_that_does_not_answer_ends_it_before_anything_is_done(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "reach_database", steps.step("reach_database", CommandError("no database")))
    with pytest.raises(CommandError):
        call_command("serve", stdout=StringIO())
    assert steps == ["reach_database"]


# The worker beside it

SITE, KEEPER, WORKER, NOBODY = 100, 200, 300, 1


class Ended(BaseException):
    """Ends a process that is only played here."""


class System:
    """What the system answers to one process: forks, ends of children, and whose child it is."""

    WNOHANG = os.WNOHANG
    waitstatus_to_exitcode = staticmethod(os.waitstatus_to_exitcode)

    def __init__(self, forks: list[int], ends: list[tuple[int, int]], parents: list[int]) -> None:
        self.forks, self.ends, self.parents = forks, ends, parents
        self.killed: list[tuple[int, int]] = []
        self.slept = 0

    def getpid(self) -> int:
        return SITE

    def getppid(self) -> int:
        return self.parents.pop(0) if len(self.parents) > 1 else self.parents[0]

    def fork(self) -> int:
        return self.forks.pop(0)

    def waitpid(self, pid: int, how: int) -> tuple[int, int]:
        assert (pid, how) == (WORKER, os.WNOHANG)
        return self.ends.pop(0)

    def kill(self, pid: int, sign: int) -> None:
        self.killed.append((pid, sign))

    def sleep(self, seconds: float) -> None:
        self.slept += 1

    def _exit(self, code: int) -> None:
        raise Ended(code)


def play(monkeypatch: pytest.MonkeyPatch, system: System, work: Callable[[], None] = lambda: None) -> Any:
    """Begin the worker in a system; return the code with which the process ends, None where it goes on."""
    signals: list[tuple] = []
    monkeypatch.setattr(worker_beside, "os", system)
    monkeypatch.setattr(worker_beside, "time", system)
    monkeypatch.setattr(worker_beside, "connections", SimpleNamespace(close_all=lambda: signals.append(())))
    monkeypatch.setattr(worker_beside.signal, "signal", lambda *each: signals.append(each))
    monkeypatch.setattr(worker_beside.worker, "work", work)
    try:
        worker_beside.start()
    except Ended as end:
        # No process goes on with a connection of the site's, and Ctrl+C is the worker's.
        assert signals == [(), (signal.SIGINT, signal.SIG_IGN)]
        return end.args[0]
    assert signals == [()]
    return None


def status(code: int) -> int:
    return code << 8


def test_the_site_goes_on_while_the_keeper_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    assert play(monkeypatch, System([KEEPER], [], [NOBODY])) is None


def test_a_worker_that_fails_is_begun_anew_and_one_that_ends_by_itself_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = [(0, 0), (WORKER, status(1)), (WORKER, signal.SIGKILL), (0, 0), (0, 0), (WORKER, status(0))]
    system = System([0, WORKER, WORKER, WORKER], ends, [SITE])
    assert play(monkeypatch, system) == 0
    assert (system.forks, system.ends, system.killed) == ([], [], [])
    # Between two looks, and before it is begun anew.
    assert system.slept == 3 + 2


def test_without_the_site_the_worker_is_told_to_end_and_not_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system = System([0, WORKER], [(0, 0), (0, 0), (WORKER, status(1))], [SITE, SITE, NOBODY])
    assert play(monkeypatch, system) == 0
    assert system.killed == [(WORKER, signal.SIGTERM)]


def test_a_keeper_whose_site_is_gone_already_begins_none(monkeypatch: pytest.MonkeyPatch) -> None:
    system = System([0], [], [NOBODY])
    assert play(monkeypatch, system) == 0


@pytest.mark.parametrize(
    ("ends", "code"),
    [(None, 0), (SystemExit(), 0), (SystemExit(4), 4), (SystemExit("what is wrong"), 1), (OSError(), 1)],
)
def test_a_worker_ends_at_once_with_its_own_code(
    ends: BaseException | None, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    stderr = SimpleNamespace(flush=lambda: written.append("all"))
    monkeypatch.setattr(worker_beside, "sys", SimpleNamespace(stderr=stderr))
    assert play(monkeypatch, System([0, 0], [], [SITE]), Steps().step("work", ends)) == code
    # What it had to say is not lost.
    assert written == ["all"]
