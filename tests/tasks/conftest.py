"""The queue in the database, and a worker that empties it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker
from django_tasks_db.models import DBTaskResult

from astra_site.tasks.background import BACKEND
from astra_site.tasks.models import Worker
from astra_site.tasks.running import Process

NAME = "radnica"


@pytest.fixture
def queue(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Put tasks into the database instead of doing them at once; called, it does what waits."""
    settings.TASKS = {
        **settings.TASKS,
        BACKEND: {"BACKEND": "django_tasks_db.DatabaseBackend"},
    }
    monkeypatch.setattr(Process, "worker", NAME)

    def work() -> None:
        """Do what the worker does, but for closing connections: a test's own holds its transaction."""
        Worker.objects.update_or_create(pk=NAME, defaults={"seen_at": timezone.now()})
        worker = TaskWorker(
            queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name=BACKEND,
            startup_delay=False, max_tasks=None, worker_id=NAME,
        )  # fmt: skip
        results: Any = DBTaskResult.objects
        while (result := results.ready().get_locked()) is not None:
            result.claim(NAME)
            worker.run_task(result)

    return work
