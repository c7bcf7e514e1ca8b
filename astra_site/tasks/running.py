"""Runs the task of one job and keeps the job's row true, however it ends."""

import datetime
import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction
from django.tasks import Task
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from astra_site.tasks.models import Job, JobState
from astra_site.tasks.telling import tell_of_failure

logger = logging.getLogger(__name__)
# Rows are written, and a wish to cancel is read, no more often than this.
SECONDS_BETWEEN_WRITES = 0.5
# Before the second try, then twice as long, …
FIRST_PAUSE = datetime.timedelta(seconds=30)
INTERRUPTED = gettext_lazy("The program was ended in the middle of it. Nothing of it was kept.")


class Refused(Exception):
    """It cannot be done, and trying again does not help; says why, for a person."""


class NotTakenBack(Exception):
    """What was half done stands there still."""


class Ended(BaseException):
    """Ends a task at its next step. No `Exception`, so that no task takes it for a fault of its own."""


class Cancelled(Ended):
    """Somebody has asked to cancel the job."""


class Stopped(Ended):
    """The worker is asked to end; the job goes back to the others."""


class Options(NamedTuple):
    """How a task is run; see background.task."""

    attempts: int
    take_back: "Callable[[Work], None] | None"


class Process:
    """This process as a worker; elsewhere, as in tests, nobody."""

    worker = ""

    @staticmethod
    def is_stopping() -> bool:
        """Tell whether it is asked to end."""
        return False


class Work:
    """What a task is given: its job, and the way to tell how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.next_write = 0.0
        # While something is taken back nothing may end it.
        self.may_end = True

    @property
    def person(self) -> Any:
        """Return who has asked for it."""
        return self.job.person

    def tell(self, done: int, total: int = 0, step: str = "") -> None:
        """Say how far it is, between two steps: where a transaction is open nobody would see it.

        Raises:
            Ended: it is to end here.
        """
        if time.monotonic() < self.next_write:
            return
        rows = Job.objects.filter(pk=self.job.pk)
        rows.update(done=done, total=total, step=step[:250])
        self.next_write = time.monotonic() + SECONDS_BETWEEN_WRITES
        if not self.may_end:
            return
        if rows.filter(is_cancel_asked=True).exists():
            raise Cancelled
        if Process.is_stopping():
            raise Stopped


def run(task: Task, function: Callable[..., str | None], options: Options, key: str) -> None:
    """Run `function` for the job `key`, once."""
    job = Job.claim(key, Process.worker)
    if job is None:
        return
    with translation.override(job.language):
        try:
            _run(task, function, options, Work(job))
        except NotTakenBack:
            fail(job, _("It failed, and not all of it could be taken back. Tell whoever runs the site."))
            raise


def _run(task: Task, function: Callable[..., str | None], options: Options, work: Work) -> None:
    """Run it, and note how it ended.

    Raises:
        NotTakenBack: before it began, or after it failed.
    """
    job = work.job
    try:
        _begin(work, options)
        message = function(work, **job.arguments)
    except NotTakenBack:
        raise
    except (Ended, Refused) as end:
        _take_back(work, options)
        _end(task, job, options, end)
    except Exception:
        logger.exception("The task %s has failed", job.path)
        _take_back(work, options)
        _try_again_or_fail(task, job, options)
        raise
    else:
        job.end(JobState.DONE, message or "")


def _begin(work: Work, options: Options) -> None:
    """Take back what a killed worker has left.

    Raises:
        Refused: the job was tried as often as it may be.
    """
    if work.job.was_interrupted:
        _take_back(work, options)
        Job.objects.filter(pk=work.job.pk).update(was_interrupted=False)
        if work.job.attempts > options.attempts:
            raise Refused(str(INTERRUPTED))


def _take_back(work: Work, options: Options) -> None:
    if options.take_back is None:
        return
    work.may_end = False
    try:
        options.take_back(work)
    except Exception as error:
        raise NotTakenBack from error
    work.may_end = True


def _end(task: Task, job: Job, options: Options, end: Ended | Refused) -> None:
    if isinstance(end, Cancelled):
        job.end(JobState.CANCELLED, _("Cancelled. Nothing of it was kept."))
    elif isinstance(end, Refused):
        fail(job, str(end))
    elif options.attempts > 1:
        put_back(task, job.pk, attempts=0)
    else:
        fail(job, str(INTERRUPTED))


def put_back(task: Task, key: Any, **changes: Any) -> None:
    """Let the running job `key` wait for the next worker."""
    with transaction.atomic():
        if Job.objects.filter(pk=key, state=JobState.RUNNING).update(state=JobState.WAITING, **changes):
            task.enqueue(str(key))


def _try_again_or_fail(task: Task, job: Job, options: Options) -> None:
    if job.attempts >= options.attempts:
        fail(job, _("It failed, and nothing of it was kept. Whoever runs the site finds more in the log."))
        return
    if task.get_backend().supports_defer:
        task = task.using(run_after=timezone.now() + FIRST_PAUSE * 2 ** (job.attempts - 1))
    put_back(task, job.pk)


def fail(job: Job, message: str) -> None:
    """Note that a job has failed, and tell who asked for it."""
    job.end(JobState.FAILED, message)
    tell_of_failure(job)
