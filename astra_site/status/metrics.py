"""Requests counted for Prometheus, and the status; loaded only where ASTRA_METRICS_PORT is set.

Nothing is counted of whom or of which page: only how many, how long, and how they ended. Each process counts
in a file of its own (prometheus_client's way for several processes), so `manage.py serve_metrics` can read
those of all of them, also of ones that have ended.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from prometheus_client import Counter, Histogram
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector, CollectorRegistry

from astra_site.status.checks import all_checks
from astra_site.status.results import CheckState
from astra_site.tasks.models import Job

# Prometheus asks every few seconds; the status costs more than that is worth.
SECONDS_KEPT = 60

if folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(folder).mkdir(parents=True, exist_ok=True)

# In no registry: what is served is read from the files.
REQUESTS = Counter(
    "astra_requests", "Answers by who asked and how they ended", ["who", "status"], registry=None
)
SECONDS = Histogram(
    "astra_request_seconds",
    "Until an answer began",
    ["who"],
    registry=None,
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
)


class Counted:
    """A WSGI application around the site's own."""

    def __init__(self, application: Any) -> None:
        self.application = application
        # What the server calls: astra_site/delivery/gunicorn.py.
        self.before_workers = application.before_workers
        self.in_worker = application.in_worker

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Answer, and count."""
        who = _who(environ.get("PATH_INFO", ""))
        began = time.perf_counter()

        def start(status: str, *rest: Any) -> Any:
            REQUESTS.labels(who, f"{status[:1]}xx").inc()
            return start_response(status, *rest)

        try:
            body: Iterable[bytes] = self.application(environ, start)
            return body
        finally:
            SECONDS.labels(who).observe(time.perf_counter() - began)


def _who(path: str) -> str:
    first = path.split("/", 2)[1:2]
    return {"admin": "staff", "health": "health"}.get(first[0] if first else "", "visitors")


class CountedRequests(MultiProcessCollector):
    """What all processes have counted, also those of other containers with the same folder."""

    def __init__(self) -> None:
        super().__init__(registry=None, path=os.environ["PROMETHEUS_MULTIPROC_DIR"])

    def collect(self) -> Iterable[Metric]:
        """Return the sums."""
        files = (Path(settings.CACHE_DIR) / "metrics").glob("*/*.db")
        metrics: Iterable[Metric] = self.merge([str(file) for file in files], accumulate=True)
        return metrics


class Status(Collector):
    """Each check as 1 or 0, and how many tasks wait."""

    def __init__(self) -> None:
        self._kept: list[Metric] = []
        self._until = 0.0

    def collect(self) -> Iterable[Metric]:
        """Return what was found within the last minute."""
        if time.monotonic() >= self._until:
            try:
                self._kept = list(_status())
            finally:
                connections.close_all()
            self._until = time.monotonic() + SECONDS_KEPT
        return self._kept


def _status() -> Iterator[Metric]:
    checks = [check for check in all_checks() if check.result.state != CheckState.ABSENT]
    well = GaugeMetricFamily("astra_well", "1 where a check of the status is green", labels=["check"])
    for check in checks:
        well.add_metric([check.key], 0 if check.is_wrong else 1)
    yield well
    if not any(check.key == "database" and check.is_wrong for check in checks):
        waiting = Job.objects.unfinished().count()
        yield GaugeMetricFamily("astra_tasks_unfinished", "Tasks that wait or run", value=waiting)


def registry() -> CollectorRegistry:
    """Return everything that is served."""
    made = CollectorRegistry()
    made.register(CountedRequests())
    made.register(Status())
    return made
