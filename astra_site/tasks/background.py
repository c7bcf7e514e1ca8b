"""The two words that other rooms need: `task` makes a task of a function, `start` a job of a task."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.tasks import Task
from django.tasks import task as django_task
from django.utils import translation

from astra_site.tasks import running
from astra_site.tasks.models import Job
from astra_site.tasks.running import Options, Work

BACKEND = "background"


def task(*, attempts: int = 1, take_back: Callable[[Work], None] | None = None) -> Callable[[Callable], Task]:
    """Make a task of a function of a module: `@task(attempts=3)`.

    The function is called with a `Work`, which it tells how far it is, and with the arguments of `start`.
    What it returns is shown as the result: a sentence for a person.

    Args:
        attempts: how often it is tried; more than once only where a second time does no harm.
        take_back: undoes what was done so far. Called where it fails, is cancelled or was killed.
    """
    options = Options(attempts, take_back)

    def made_of(function: Callable[..., str | None]) -> Task:
        @wraps(function)
        def run(job: str) -> None:
            running.run(made, function, options, job)

        made = django_task(run, backend=BACKEND)
        return made

    return made_of


def start(what: Task, title: str, person: Any = None, *, result_url: str = "", **arguments: Any) -> Job:
    """Put work into the queue and return its job; the worker begins within a second.

    Args:
        what: made by `task`.
        title: what staff see it called.
        person: who asks for it; None for the site itself.
        result_url: where its result can be seen, if that is known already.
        arguments: what the function is called with; JSON.
    """
    job = Job.objects.create(
        path=what.module_path,
        title=title[:250],
        person=person,
        language=translation.get_language() or settings.LANGUAGE_CODE,
        result_url=result_url,
        arguments=arguments,
    )
    what.enqueue(str(job.pk))
    # Where tasks run at once, as in tests, it has ended already.
    job.refresh_from_db()
    return job
