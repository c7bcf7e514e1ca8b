"""`manage.py prepare`: makes a database ready to be served."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from astra_site.delivery.preparation import prepare


class Command(BaseCommand):
    """Migrates, compiles catalogues, loads the starter content into an empty database."""

    help = "Migrates, compiles the catalogues, loads the starter content if there is no content yet."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the word that no older code answers."""
        parser.add_argument(
            "--stopped", action="store_true",
            help="The site is stopped: the database may be behind by more than one release.",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not done yet."""
        prepare(self.stdout, is_stopped=options["stopped"])
