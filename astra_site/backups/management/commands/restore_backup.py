"""`manage.py restore_backup`: from a backup to a site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from astra_site.backups import backup
from astra_site.backups.manifest import BackupError
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Fills an empty database and an empty folder of uploads."""

    help = "Restore a backup. Database and folder of uploads have to be empty; then run prepare."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a backup, and the key where it is encrypted."""
        parser.add_argument("backup", type=Path, help="its folder")
        parser.add_argument("--key-file", type=Path, help="the file with the private key of age")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore all of it, or change nothing."""
        try:
            backup.restore(options["backup"], options["key_file"], TerminalProgress())
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored {options['backup']}. Now: manage.py prepare")
