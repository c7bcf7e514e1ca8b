"""The worker for long tasks beside a site on one's own machine, begun and ended with it.

It is a fork, so it has loaded the site already and shares that memory. In production it is a service of its
own: docs/operations.md.
"""

import os
import signal
import sys
import time

from django.db import connections

from astra_site.tasks import worker

# Between two looks, and before a worker that was killed is begun anew.
SECONDS = 0.5


def start() -> None:
    """Begin a process that keeps one worker alive until this process ends."""
    connections.close_all()
    site = os.getpid()
    if os.fork() == 0:
        # Ctrl+C reaches every process of a terminal; the worker ends by it, and then its keeper.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        while os.getppid() == site and _one_worker(site) != 0:
            time.sleep(SECONDS)
        os._exit(0)


def _one_worker(site: int) -> int:
    """Begin a worker and return how it ended: 0 if by itself or with the site, else it is begun anew."""
    worker_pid = os.fork()
    if worker_pid == 0:
        _work()
    while True:
        pid, status = os.waitpid(worker_pid, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if os.getppid() != site:
            os.kill(worker_pid, signal.SIGTERM)
        time.sleep(SECONDS)


def _work() -> None:
    """Be the worker; never returns."""
    code = 1
    try:
        worker.work()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0) if not isinstance(end.code, str) else 1
    finally:
        sys.stderr.flush()
        # At once: to take apart all that was loaded takes a second, for which nobody waits.
        os._exit(code)
