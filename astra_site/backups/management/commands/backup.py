"""`manage.py backup`: what the timer calls every night."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from astra_site.backups import backup, retention
from astra_site.backups.manifest import BackupError


class Command(BaseCommand):
    """Makes a backup and forgets old ones."""

    help = "Back up database and uploads, and delete backups that are older than ASTRA_BACKUP_DAYS."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it first: nothing is deleted where that fails."""
        folder = Path(settings.BACKUP_DIR)
        try:
            made = backup.make(folder, settings.BACKUP_KEY)
            self.stdout.write(f"Backup in {made}")
            for old in retention.forget(folder, settings.BACKUP_DAYS):
                self.stdout.write(f"Deleted {old}")
        except BackupError as error:
            raise CommandError(str(error)) from error
