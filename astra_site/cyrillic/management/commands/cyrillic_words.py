"""Lists what stays in Latin letters on the Cyrillic pages, and every word of which the site is not sure."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from astra_site.cyrillic.report import pages, words_of
from astra_site.serbian.cyrillic import UNSURE
from astra_site.tasks.progress import TerminalProgress


class Command(BaseCommand):
    """Reads every page of the sitemap as visitors get it."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer the short list."""
        parser.add_argument("--unsure", action="store_true", help="only words of which the site is not sure")

    def handle(self, *args: Any, unsure: bool = False, **options: Any) -> None:
        """Write a heading for each reason, and below it the words, each with a page where it stands."""
        for reason, found in sorted(words_of(pages(TerminalProgress())).left.items()):
            if unsure and reason not in UNSURE:
                continue
            doubt = " – unsure" if reason in UNSURE else ""
            self.stdout.write(f"{reason}{doubt}: {len(found)}")
            for word in sorted(found):
                self.stdout.write(f"  {word}    {found[word]}")
