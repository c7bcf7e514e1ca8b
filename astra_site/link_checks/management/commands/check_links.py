"""`manage.py check_links`: checks every link of the content. Once a week is right."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from astra_site.link_checks.checking import NoWayOut, check_all
from astra_site.link_checks.jobs import no_way_out, summary
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Says how many links are fine; the report in the admin says which are not."""

    help = "Checks every link of pages, organisations, sources and contacts. The admin has the report."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all.

        Raises:
            CommandError: this server reaches nobody.
        """
        try:
            self.stdout.write(summary(check_all(TerminalProgress())))
        except NoWayOut as error:
            raise CommandError(no_way_out()) from error
