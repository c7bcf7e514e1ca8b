"""manage.py rebuild_search."""

from typing import Any

from django.core.management.base import BaseCommand

from astra_site.search.indexing import rebuild
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Writes the search index anew."""

    help = "Writes the search index of both languages anew. Publishing keeps it in step by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how much can be found."""
        self.stdout.write(f"{rebuild(TerminalProgress())} entries can be found")
