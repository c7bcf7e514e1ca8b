"""`manage.py verify_backup`: whether a backup could be restored."""

from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from astra_site.backups import backup, manifest
from astra_site.backups.manifest import BackupError
from astra_site.runs.noting import noted
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Restores a backup beside the site and compares."""

    help = "Restore the newest backup into an empty database, compare it row by row, and throw that away."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a backup, and the key where it is encrypted."""
        parser.add_argument("backup", nargs="?", type=Path, help="its folder; the newest if not given")
        parser.add_argument("--key-file", type=Path, help="the file with the private key of age")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name everything that is wrong with it."""
        try:
            # An older one says nothing about how the site is now.
            with nullcontext() if options["backup"] else noted("verify_backup"):
                chosen, is_sealed = self._verified(options["backup"], options["key_file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        told = "restored and equal row by row, each file as it was"
        if is_sealed:
            told = "its parts are as they were; whether it can be restored only --key-file tells"
        self.stdout.write(f"{chosen} is whole: {told}")

    def _verified(self, chosen: Path | None, key_file: Path | None) -> tuple[Path, bool]:
        """Return the backup, and whether nobody here can read it.

        Raises:
            BackupError: it must not be trusted.
        """
        chosen = chosen or _newest(Path(settings.BACKUP_DIR))
        is_sealed = manifest.read(chosen).encrypted and not key_file
        wrong = (
            backup.verify_parts(chosen) if is_sealed else backup.verify(chosen, key_file, TerminalProgress())
        )
        if wrong:
            raise BackupError(f"{chosen} must not be trusted: {'; '.join(wrong)}")
        return chosen, is_sealed


def _newest(folder: Path) -> Path:
    backups = manifest.all_below(folder)
    if not backups:
        raise BackupError(f"There is no backup in {folder}")
    return backups[-1]
