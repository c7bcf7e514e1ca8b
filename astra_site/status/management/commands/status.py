"""`manage.py status`: whether the site is well. Ends with 1 where it is not, for a timer."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from astra_site.status.checks import Check, all_checks
from astra_site.status.results import CheckState
from astra_site.status.telling import tell


class Command(BaseCommand):
    """One line for each check, and what to do below it."""

    help = "Tell whether the site is well; ends with 1 where it is not. --tell writes to the owners."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one choice there is."""
        parser.add_argument(
            "--tell", action="store_true", help="mail the owners what has turned red or is well again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Show everything.

        Raises:
            CommandError: something is not well.
        """
        checks = []
        for check in all_checks():
            checks.append(check)
            self._show(check)
        if options["tell"]:
            tell(checks)
        if red := [check.title for check in checks if check.is_wrong]:
            raise CommandError(_("Not well: %(what)s") % {"what": ", ".join(red)})

    def _show(self, check: Check) -> None:
        styles = {
            CheckState.WELL: self.style.SUCCESS,
            CheckState.WRONG: self.style.ERROR,
            CheckState.ABSENT: self.style.WARNING,
        }
        word = styles[check.result.state](f"{check.word:15}")
        self.stdout.write(f"{word} {check.title}: {check.result.sentence}")
        if check.result.remedy:
            self.stdout.write(f"{'':15} → {check.result.remedy}")
