"""`manage.py serve_metrics`: figures as Prometheus text, on a port that only this machine reaches."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from prometheus_client import start_http_server

from astra_site.status.metrics import registry

ADDRESS = "127.0.0.1"


class Command(BaseCommand):
    """Runs until a signal ends it."""

    help = "Serve metrics for Prometheus on 127.0.0.1:ASTRA_METRICS_PORT, until it is told to end."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve.

        Raises:
            CommandError: metrics are not switched on, or the port is taken.
        """
        if not settings.METRICS_PORT:
            raise CommandError("Metrics are off: set ASTRA_METRICS_PORT, for this and for the site")
        try:
            _server, thread = start_http_server(settings.METRICS_PORT, ADDRESS, registry())
        except OSError as error:
            raise CommandError(f"{ADDRESS}:{settings.METRICS_PORT}: {error.strerror}") from error
        self.stdout.write(f"http://{ADDRESS}:{settings.METRICS_PORT}/metrics")
        thread.join()
