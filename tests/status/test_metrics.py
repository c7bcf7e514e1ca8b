"""Metrics: how many, how long, how it ended; nothing of who or what."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

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


def test_requests_of_all_processes_are_counted_and_nothing_of_who_asked_for_what(tmp_path: Path) -> None:
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


def test_switched_off_they_are_served_nowhere() -> None:
    with pytest.raises(CommandError, match="ASTRA_METRICS_PORT"):
        call_command("serve_metrics")


@pytest.mark.django_db
def test_the_status_stands_beside_them() -> None:
    from astra_site.status.metrics import Status

    (well, waiting) = Status().collect()
    assert {sample.labels["check"] for sample in well.samples} >= {"database", "worker"}
    assert waiting.samples[0].value == 0
