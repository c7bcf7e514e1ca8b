"""`manage.py backup`: what the timer calls every night."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from astra_site.backups import backup, retention
from astra_site.backups.manifest import BackupError
from astra_site.runs.noting import noted
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Makes a backup and forgets old ones."""

    help = "Back up database and uploads, and delete backups that are older than ASTRA_BACKUP_DAYS."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the one choice there is."""
        parser.add_argument(
            "--verify",
            action="store_true",
            help="restore it beside the site and compare, before it is encrypted",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it first: nothing is deleted where that fails.

        Raises:
            CommandError: it cannot be made, or it must not be trusted.
        """
        try:
            with noted("backup"):
                made = self._make(is_verified=options["verify"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        if options["verify"]:
            with noted("verify_backup"):
                if made.wrong:
                    raise CommandError(f"{made.folder} must not be trusted: {'; '.join(made.wrong)}")
            self.stdout.write("Restored and equal row by row, each file as it was")

    def _make(self, *, is_verified: bool) -> backup.Made:
        folder = Path(settings.BACKUP_DIR)
        made = backup.make(folder, settings.BACKUP_KEY, is_verified=is_verified, progress=TerminalProgress())
        self.stdout.write(f"Backup in {made.folder}")
        # What cannot be trusted takes nobody's place.
        for old in retention.forget(folder, settings.BACKUP_DAYS) if not made.wrong else []:
            self.stdout.write(f"Deleted {old}")
        return made
