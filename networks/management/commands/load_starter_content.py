"""manage.py load_starter_content."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from astra_site.tasks.progress import TerminalProgress
from networks.starter.loader import CONTENT, Loader
from networks.starter.yaml_lines import StarterError


class Command(BaseCommand):
    """Loads the starter content. Can be run again at any time."""

    help = (
        "Loads the starter content: networks, organisations, hotlines and pages in both languages. "
        "Safe to run again: what an editor has changed stays, a bad record changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let tests and other organisations use a folder of their own."""
        parser.add_argument("--folder", type=Path, default=CONTENT, help="folder with the YAML files")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say what was done."""
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}")
        try:
            report = Loader(folder, TerminalProgress()).load()
        except StarterError as error:
            raise CommandError(f"{error}. Nothing was changed.") from error
        for name in report.left_alone:
            self.stdout.write(f"left alone, an editor has changed it: {name}")
        self.stdout.write(
            f"{len(report.created)} created, {len(report.updated)} updated, "
            f"{len(report.unchanged)} unchanged, {len(report.left_alone)} left alone"
        )
