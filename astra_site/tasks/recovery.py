"""Jobs whose worker was killed: nobody would ever end them."""

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from astra_site.tasks.models import SILENCE, Job, JobState, Worker
from astra_site.tasks.running import put_back


def recover() -> None:
    """Give jobs of workers that are gone to the next one: it takes back what was half done."""
    alive = Worker.alive().values("id")
    # Its worker may not have had the time for a first sign of life.
    now = timezone.now()
    has_just_begun = Q(started_at__range=(now - SILENCE, now + SILENCE))
    for job in Job.objects.filter(state=JobState.RUNNING).exclude(has_just_begun).exclude(worker__in=alive):
        _close_results_of(job.pk)
        put_back(import_string(job.path), job.pk, was_interrupted=True)


def _close_results_of(key: Any) -> None:
    """End what the package keeps of the interrupted run; it would stay "running" for ever."""
    results: Any = DBTaskResult.objects
    results.running().filter(args_kwargs__args=[str(key)]).update(status="FAILED", finished_at=timezone.now())
