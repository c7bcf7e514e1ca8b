"""How gunicorn runs the site: `gunicorn --config python:astra_site.delivery.gunicorn`.

It stands behind a web server that speaks TLS and takes slow clients off it: docs/operations.md.
"""

import logging
import os
import signal
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from environs import EnvError, validate

from astra_site.settings.environment import env

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "astra_site.settings.production")
# Only for what answers requests: imports, migrations and backups take longer. PostgreSQL ends what would hold
# up others: a statement, the wait for a lock, a transaction that somebody has begun and left.
os.environ.setdefault(
    "PGOPTIONS",
    "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s",
)

try:
    # Read once here: a setting that cannot be used ends the start with one line, before any worker.
    logconfig_dict = settings.LOGGING
    workers = env.int("ASTRA_WORKERS", os.cpu_count() or 2, validate=validate.Range(min=1))
    threads = env.int("ASTRA_THREADS", 12, validate=validate.Range(min=1))
    bind = env.str("ASTRA_BIND", "127.0.0.1:8000")
except (ImproperlyConfigured, EnvError) as error:
    sys.exit(str(error))
if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
    sys.exit("The static files have not been collected: python manage.py collectstatic")

wsgi_app = "astra_site.wsgi"
worker_class = "gthread"
# The workers share what was loaded before they parted.
preload_app = True
timeout = 30
graceful_timeout = 30
# The most there is: whoever pastes a long text into the search gets a page, not gunicorn's bare line.
limit_request_line = 8190
# No record of visits, and no door for commands.
accesslog = None
control_socket_disable = True
# The workers' signs of life must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 # nosec B108


def on_starting(server: Any) -> None:
    """Load what visitors need, before the workers part."""
    server.app.wsgi().before_workers(threads)


def post_worker_init(worker: Any) -> None:
    """Begin to keep answers. Leave Ctrl+C, which each process of a terminal gets, to the first of them.

    That one then ends its workers. A worker that is told twice in one moment waits for itself, until
    `graceful_timeout`.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    worker.wsgi.in_worker()


def worker_exit(_arbiter: Any, worker: Any) -> None:
    """End a worker at once when it has answered: to take apart all that was loaded takes it a second."""
    if worker.booted:
        # Errors that were only counted so far.
        logging.shutdown()
        os._exit(0)
