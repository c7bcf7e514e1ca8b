"""`manage.py run_worker`: does the long work that pages put into the queue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from astra_site.caching import watcher
from astra_site.caching.generation import GENERATION
from astra_site.tasks.worker import work


class Command(BaseCommand):
    """Runs until a signal ends it, or until nothing waits."""

    help = "Does the long work that waits: imports, copies of pictures, mail. Runs until it is told to end."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the one choice there is."""
        parser.add_argument("--batch", action="store_true", help="end when nothing waits, for cron")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        if not options["batch"]:
            watcher.start_beside(GENERATION)
        work(is_batch=options["batch"])
