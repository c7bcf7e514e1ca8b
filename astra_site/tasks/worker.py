"""The worker: django-tasks-db's own, which also says that it is there and looks after others' jobs."""

import logging
import threading
import uuid

from django.db import DatabaseError, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from astra_site.tasks.background import BACKEND
from astra_site.tasks.models import Job, Worker
from astra_site.tasks.recovery import recover
from astra_site.tasks.running import Process

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_SIGNS = 5
SIGNS_BETWEEN_PRUNING = 720


class SignsOfLife(threading.Thread):
    """Says every few seconds that the worker is there, also while a task runs."""

    def __init__(self, worker: str) -> None:
        super().__init__(daemon=True)
        self.worker = worker
        self.number = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Say it, until the worker ends."""
        while not self.ended.is_set():
            try:
                self.say()
            except DatabaseError:
                logger.exception("The worker cannot say that it is there")
            finally:
                connections.close_all()
            self.ended.wait(SECONDS_BETWEEN_SIGNS)

    def say(self) -> None:
        """Say it once."""
        Worker.objects.update_or_create(pk=self.worker, defaults={"seen_at": timezone.now()})
        recover()
        if self.number % SIGNS_BETWEEN_PRUNING == 0:
            Job.prune()
            Worker.objects.exclude(pk__in=Worker.alive().values("pk")).delete()
        self.number += 1


def work(*, is_batch: bool = False) -> None:
    """Do what waits in the queue, until a signal ends it; or, as a batch, until nothing waits."""
    name = uuid.uuid4().hex
    worker = TaskWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=is_batch,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    worker.configure_signals()
    Process.worker = name
    Process.is_stopping = staticmethod(lambda: not worker.running)  # type: ignore[method-assign]
    signs = SignsOfLife(name)
    signs.say()
    signs.start()
    try:
        worker.run()
    finally:
        signs.ended.set()
        signs.join()
        Worker.objects.filter(pk=name).delete()
