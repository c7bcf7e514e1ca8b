"""`manage.py serve`: what `make run` calls. Prepares, then runs Django's development server."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from astra_site.delivery import ports
from astra_site.delivery.preparation import prepare


class Command(BaseCommand):
    """Starts the site on a developer's machine."""

    help = "Prepares the database and serves the site on this machine. Not for production."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("port", nargs="?", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare and serve.

        Raises:
            CommandError: the port is taken, the database does not answer, …; nothing was changed.
        """
        if not settings.DEBUG:
            raise CommandError("Only for a developer's machine. In production: gunicorn")
        problem = ports.problem_with(options["port"])
        if problem:
            raise CommandError(problem)
        prepare(self.stdout)
        address = f"{ports.HOST}:{options['port']}"
        os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
        # The reloader starts itself anew with these arguments: it must not prepare on each change.
        sys.argv[1:] = ["runserver", address]
        call_command("runserver", address)
