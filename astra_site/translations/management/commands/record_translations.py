"""manage.py record_translations."""

from typing import Any

from django.core.management.base import BaseCommand

from astra_site.tasks.progress import TerminalProgress
from astra_site.translations.recording import record_everything


class Command(BaseCommand):
    """Records the state of every published translation. Can be run again at any time."""

    help = (
        "Records how the English of every published text stands to its Serbian. Needed once where texts "
        "came into the database by another way than publishing; otherwise it changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Record, and say how much."""
        number = record_everything(TerminalProgress())
        self.stdout.write(f"{number} pages, snippets, settings and pictures recorded")
