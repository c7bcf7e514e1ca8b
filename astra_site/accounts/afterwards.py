"""What is done when the answer has left: nobody waits for it, and nobody learns from how long it takes.

A queue of tasks may take this over: whoever calls it gives a function and values that can be stored.
"""

from collections.abc import Callable
from functools import partial
from threading import Thread

from django.conf import settings
from django.db import connections, transaction


def do_afterwards(work: Callable[..., None], *values: str) -> None:
    """Call `work` with `values` beside the answer, once what was written is written for good."""
    if settings.WORK_AFTERWARDS:
        transaction.on_commit(Thread(target=_work_alone, args=(work, *values)).start)
    else:
        transaction.on_commit(partial(work, *values))


def _work_alone(work: Callable[..., None], *values: str) -> None:
    try:
        work(*values)
    finally:
        connections.close_all()
