"""`manage.py compile_catalogues`: as compilemessages, but without gettext."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from astra_site.translations import catalogues


class Command(BaseCommand):
    """Compiles the catalogues that have changed."""

    help = "Compiles the catalogues in locale/ that have changed. Needs no gettext."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and name what was compiled."""
        try:
            compiled = catalogues.compile_stale()
        except catalogues.CatalogueError as error:
            raise CommandError(str(error)) from error
        for catalogue in compiled:
            self.stdout.write(f"Compiled {catalogue}")
