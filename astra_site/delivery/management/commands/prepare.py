"""`manage.py prepare`: makes a database ready to be served."""

from typing import Any

from django.core.management.base import BaseCommand

from astra_site.delivery.preparation import prepare


class Command(BaseCommand):
    """Migrates, compiles catalogues, loads the starter content into an empty database."""

    help = "Migrates, compiles the catalogues, loads the starter content if there is no content yet."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what is not done yet."""
        prepare(self.stdout)
