"""How gunicorn runs the site: what the environment may say, what stops the start, and what a worker does."""

import logging
import os
import runpy
import signal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _collected(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "staticfiles.json").write_text("{}", "utf-8")


def configured(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, Any]:
    """Return the configuration as gunicorn reads it where the environment says so."""
    left_out = {"DJANGO_SETTINGS_MODULE", "ASTRA_WORKERS", "ASTRA_THREADS", "ASTRA_BIND", "PGOPTIONS"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    monkeypatch.setattr(os, "environ", {**kept, **variables})
    return runpy.run_module("astra_site.delivery.gunicorn")


def test_without_a_word_there_is_a_worker_for_each_processor(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    made = configured(monkeypatch)
    assert (made["workers"], made["threads"], made["bind"]) == (7, 12, "127.0.0.1:8000")
    assert made["logconfig_dict"] == settings.LOGGING
    assert (made["worker_class"], made["preload_app"], made["wsgi_app"]) == (
        "gthread", True, "astra_site.wsgi",
    )  # fmt: skip
    # No record of visits, and no door for commands.
    assert (made["accesslog"], made["control_socket_disable"]) == (None, True)
    assert made["worker_tmp_dir"] == ("/dev/shm" if Path("/dev/shm").is_dir() else None)  # noqa: S108
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert configured(monkeypatch)["workers"] == 2


def test_the_environment_says_how_many_and_where(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {"ASTRA_WORKERS": "1", "ASTRA_THREADS": "1", "ASTRA_BIND": "0.0.0.0:9000"}
    made = configured(monkeypatch, **said)
    assert [made[name] for name in ("workers", "threads", "bind")] == [1, 1, said["ASTRA_BIND"]]


def test_the_database_ends_what_would_hold_up_others_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configured(monkeypatch)
    for limit in ("statement_timeout=", "lock_timeout=", "idle_in_transaction_session_timeout="):
        assert limit in os.environ["PGOPTIONS"]
    # As on a server, unless somebody says otherwise.
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "astra_site.settings.production"
    configured(monkeypatch, PGOPTIONS="-c x=1")
    assert os.environ["PGOPTIONS"] == "-c x=1"


@pytest.mark.parametrize("name", ["ASTRA_WORKERS", "ASTRA_THREADS"])
@pytest.mark.parametrize("value", ["0", "-1", "mnogo"])
def test_a_number_that_makes_no_sense_ends_the_start_with_its_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit) as end:
        configured(monkeypatch, **{name: value})
    assert name in str(end.value.code)


def test_files_that_were_not_collected_end_the_start_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "staticfiles.json").unlink()
    with pytest.raises(SystemExit, match="collectstatic"):
        configured(monkeypatch)


def test_where_there_is_no_memory_for_it_the_signs_of_life_go_to_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda self: False)
    assert configured(monkeypatch)["worker_tmp_dir"] is None


def test_what_visitors_need_is_loaded_before_the_workers_part(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[int] = []
    made = configured(monkeypatch, ASTRA_THREADS="5")
    site = SimpleNamespace(before_workers=loaded.append)
    made["on_starting"](SimpleNamespace(app=SimpleNamespace(wsgi=lambda: site)))
    assert loaded == [5]


def test_a_worker_begins_to_keep_answers_and_leaves_ctrl_c_to_the_first_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[bool] = []
    before = signal.getsignal(signal.SIGINT)
    made = configured(monkeypatch)
    try:
        made["post_worker_init"](SimpleNamespace(wsgi=SimpleNamespace(in_worker=lambda: begun.append(True))))
        assert (begun, signal.getsignal(signal.SIGINT)) == ([True], signal.SIG_IGN)
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(("is_booted", "done"), [(True, ["logs are written", 0]), (False, [])])
def test_a_worker_that_has_served_ends_at_once_when_its_logs_are_written(
    is_booted: bool, done: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    made = configured(monkeypatch)
    monkeypatch.setattr(logging, "shutdown", lambda: seen.append("logs are written"))
    monkeypatch.setattr(os, "_exit", seen.append)
    made["worker_exit"](None, SimpleNamespace(booted=is_booted))
    assert seen == done
