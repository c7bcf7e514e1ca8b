"""Metrics: how many, how long, how it ended; nothing of who or what."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from prometheus_client import generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily

from astra_site.status import metrics
from astra_site.status.checks import Check
from astra_site.status.management.commands import serve_metrics
from astra_site.status.results import absent, well, wrong
from astra_site.tasks.models import Job, JobState

COUNTING = """
import os, sys
from pathlib import Path
import django
django.setup()
from django.conf import settings
settings.CACHE_DIR = Path(sys.argv[1])
from astra_site.status.metrics import Counted, CountedRequests
from prometheus_client import CollectorRegistry, generate_latest

class Site:
    before_workers = in_worker = None
    def __call__(self, environ, start_response):
        start_response("503 Service Unavailable" if environ["PATH_INFO"] == "/mreze/" else "200 OK", [])
        return [b""]

site = Counted(Site())
for path in ("/", "/mreze/", "/pretraga/", "/admin/reports/", "/health/live/"):
    if os.fork() == 0:
        site({"PATH_INFO": path, "QUERY_STRING": "q=secret-query"}, lambda *start: None)
        os._exit(0)
    os.wait()
registry = CollectorRegistry()
registry.register(CountedRequests())
print(generate_latest(registry).decode())
"""


def test_requests_of_all_processes_are_counted_and_nothing_of_who_asked_for_what(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "metrics" / "here"
    environment = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(folder)}
    counted = subprocess.run(
        [sys.executable, "-c", COUNTING, str(tmp_path)], env=environment, capture_output=True, text=True
    )
    assert counted.returncode == 0, counted.stderr
    lines = counted.stdout
    assert 'astra_requests_total{status="2xx",who="visitors"} 2.0' in lines
    assert 'astra_requests_total{status="5xx",who="visitors"} 1.0' in lines
    assert 'astra_requests_total{status="2xx",who="staff"} 1.0' in lines
    assert 'astra_request_seconds_count{who="health"} 1.0' in lines
    assert not [word for word in ("mreze", "pretraga", "secret-query") if word in lines]
    # Whoever serves them reads what others have counted.
    settings.CACHE_DIR = tmp_path
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(folder))
    monkeypatch.setattr(metrics, "_status", lambda: iter([GaugeMetricFamily("astra_well", "", value=1)]))
    monkeypatch.setattr(metrics, "connections", SimpleNamespace(close_all=lambda: None))
    served = generate_latest(metrics.registry()).decode()
    assert 'astra_requests_total{status="2xx",who="visitors"} 2.0' in served
    assert "astra_well 1.0" in served


def test_switched_off_they_are_served_nowhere() -> None:
    with pytest.raises(CommandError, match="ASTRA_METRICS_PORT"):
        call_command("serve_metrics")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[Check]:
    """Return what the checks find: it may be changed."""
    made = [
        Check("database", "", well("")), Check("worker", "", wrong("", "x")), Check("mail", "", absent("")),
    ]  # fmt: skip
    monkeypatch.setattr(metrics, "all_checks", lambda: iter(made))
    monkeypatch.setattr(metrics, "connections", SimpleNamespace(close_all=lambda: None))
    return made


@pytest.mark.django_db
def test_the_status_stands_beside_them(found: list[Check]) -> None:
    for state in JobState:
        Job.objects.create(state=state)
    (red, waiting) = metrics.Status().collect()
    # What is not set up is neither.
    assert {sample.labels["check"]: sample.value for sample in red.samples} == {"database": 1, "worker": 0}
    assert (waiting.name, waiting.samples[0].value) == ("astra_tasks_unfinished", 2)
    found[0] = Check("database", "", wrong("", "x"))
    assert [metric.name for metric in metrics.Status().collect()] == ["astra_well"]


def test_it_is_asked_once_a_minute_and_keeps_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    now = SimpleNamespace(time=100.0, monotonic=lambda: now.time)
    asked: list[object] = []

    def status() -> Any:
        asked.append("status")
        if now.time == 500:
            raise ValueError("odd")
        return iter([len(asked)])

    monkeypatch.setattr(metrics, "time", now)
    monkeypatch.setattr(metrics, "_status", status)
    monkeypatch.setattr(metrics, "connections", SimpleNamespace(close_all=lambda: asked.append("closed")))
    collector = metrics.Status()
    assert collector.collect() == collector.collect() == [1]
    now.time += metrics.SECONDS_KEPT
    assert collector.collect() == [3]
    now.time = 500
    with pytest.raises(ValueError, match="odd"):
        collector.collect()
    assert asked == ["status", "closed"] * 3


@pytest.mark.parametrize(
    ("path", "who"),
    [("/", "visitors"), ("/admin/", "staff"), ("/admin", "staff"), ("/en/admin/", "visitors"),
     ("/health/live/", "health"), ("", "visitors"), (None, "visitors")],
)  # fmt: skip
def test_each_request_counts_once_for_those_who_asked(path: str | None, who: str) -> None:
    def counted() -> dict[tuple, float]:
        return {
            (sample.name, *sorted(sample.labels.values())): sample.value
            for metric in (*metrics.REQUESTS.collect(), *metrics.SECONDS.collect())
            for sample in metric.samples
            if sample.name.endswith(("_total", "_count"))
        }

    class Site:
        before_workers, in_worker = "before", "in"

        def __call__(self, environ: dict, start_response: Callable) -> list[bytes]:
            start_response("404 Not Found", [])
            return [b"page"]

    before, started = counted(), []
    site = metrics.Counted(Site())
    assert (site.before_workers, site.in_worker) == ("before", "in")
    body = site({} if path is None else {"PATH_INFO": path}, lambda *start: started.append(start))
    assert (body, started) == ([b"page"], [("404 Not Found", [])])
    more = {name: value - before.get(name, 0) for name, value in counted().items()}
    assert {name: value for name, value in more.items() if value} == {
        ("astra_requests_total", *sorted(["4xx", who])): 1, ("astra_request_seconds_count", who): 1,
    }  # fmt: skip


def test_the_folder_of_the_counts_is_made_and_they_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "not" / "there"))
    made = [runpy.run_path(metrics.__file__) for _time in range(2)][0]
    assert (tmp_path / "not" / "there").is_dir()
    # They stand in no registry, but in those files; and are told apart by who and how, and how long.
    made["REQUESTS"].labels("staff", "2xx").inc()
    made["SECONDS"].labels("staff").observe(0.02)
    (requests,), (seconds,) = made["REQUESTS"].collect(), made["SECONDS"].collect()
    assert requests.samples[0].labels == {"who": "staff", "status": "2xx"}
    slower = [sample.labels["le"] for sample in seconds.samples if sample.value and "le" in sample.labels]
    assert slower == ["0.03", "0.1", "0.3", "1.0", "3.0", "10.0", "+Inf"]
    assert "astra_request" not in generate_latest().decode()


def test_they_are_served_on_this_machine_until_the_end(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []

    def serve(port: int, address: str, registry: str) -> tuple[None, Any]:
        done.append((port, address, registry))
        return None, SimpleNamespace(join=lambda: done.append("waited"))

    def taken(*_arguments: object) -> None:
        raise OSError(98, "Address already in use")

    settings.METRICS_PORT = 9100
    monkeypatch.setattr(serve_metrics, "registry", lambda: "everything")
    monkeypatch.setattr(serve_metrics, "start_http_server", serve)
    said = StringIO()
    call_command("serve_metrics", stdout=said)
    assert done == [(9100, "127.0.0.1", "everything"), "waited"]
    assert said.getvalue() == "http://127.0.0.1:9100/metrics\n"
    monkeypatch.setattr(serve_metrics, "start_http_server", taken)
    with pytest.raises(CommandError, match="127.0.0.1:9100: Address already in use"):
        call_command("serve_metrics")
