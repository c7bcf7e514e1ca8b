"""`manage.py serve`: what `make run` and `make dev` call. Prepares, then serves on one's own machine."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from gunicorn.app import wsgiapp

from astra_site.delivery import ports, static_files, worker_beside
from astra_site.delivery.preparation import prepare, reach_database


class Command(BaseCommand):
    """Starts the site on one's own machine: gunicorn, or with DEBUG Django's server."""

    help = "Prepares the database and serves the site on this machine, at the port PORT."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare and serve.

        Raises:
            CommandError: the port is taken, the database does not answer, …; nothing was changed.
        """
        if not settings.IS_LOCAL:
            raise CommandError("Only for one's own machine. In production: gunicorn")
        if problem := ports.problem_with(settings.PORT):
            raise CommandError(problem)
        address = f"{ports.HOST}:{settings.PORT}"
        if settings.DEBUG:
            prepare(self.stdout)
            worker_beside.start()
            _run_developers_server(address)
        else:
            reach_database()
            # Most of that work is brotli's, which leaves Python to the migrations and the starter content.
            with ThreadPoolExecutor(1) as beside:
                built = beside.submit(static_files.build_stale)
                prepare(self.stdout)
                built.result()
            self._run_gunicorn(address)

    def _run_gunicorn(self, address: str) -> None:
        """Serve as in production. In this process, which has loaded the site already."""
        # No process may go on with a connection of this one.
        connections.close_all()
        worker_beside.start()
        os.environ["ASTRA_BIND"] = address
        self.stdout.write(f"The site is at http://{address}/  (Ctrl+C ends it)")
        self.stdout.flush()
        sys.argv[1:] = ["--config", "python:astra_site.delivery.gunicorn"]
        try:
            wsgiapp.run()
        except SystemExit as end:
            if isinstance(end.code, int):
                # At once: to take apart all that was loaded takes Python a second, for which nobody waits.
                os._exit(end.code)
            raise


def _run_developers_server(address: str) -> None:
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    # The reloader starts itself anew with these arguments: it must not prepare on each change.
    sys.argv[1:] = ["runserver", address]
    call_command("runserver", address)
