"""manage.py import_page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from astra_site.pages import languages
from networks.page_import.decoding import PageError, decode
from networks.page_import.drafts import DraftReport, PageImport, Report

LANGUAGES = {"sr": languages.SOURCE, "en": languages.ENGLISH}


class Command(BaseCommand):
    """Makes drafts of an existing page about networks."""

    help = (
        "Makes a draft for each network of an existing page (text or HTML), proposes organisations that are "
        "not known as drafts, and writes what is doubtful as comments. Publishes nothing; all or nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, its language and whose drafts they are."""
        parser.add_argument("file", type=Path, help="the page, saved as HTML or as text")
        parser.add_argument("--language", choices=LANGUAGES, default="sr", help="what the page is written in")
        parser.add_argument("--encoding", default="", help="what the letters are written in, if not UTF-8")
        parser.add_argument("--user", default="", help="whose drafts and comments they are")
        parser.add_argument(
            "--into-existing",
            action="store_true",
            help="put the text of a network that is there into a new draft of its page, after what is there",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and say what was done and what is doubtful."""
        file: Path = options["file"]
        try:
            text, doubt = decode(file.read_bytes(), options["encoding"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except PageError as error:
            raise CommandError(f"{file.name}: {error}. Nothing was changed.") from error
        person = self._person(options["user"])
        page_import = PageImport(
            person, LANGUAGES[options["language"]], into_existing=options["into_existing"], name=file.name
        )
        try:
            report = page_import.run(text, dry_run=options["dry_run"])
        except PageError as error:
            raise CommandError(f"{file.name}: {error}. Nothing was changed.") from error
        if doubt:
            report.doubts.insert(0, doubt)
        self._tell(report, person, options["dry_run"])

    def _person(self, name: str) -> Any:
        people = get_user_model().objects.filter(is_active=True)
        if name:
            person = people.filter(username=name).first()
            if person is None:
                raise CommandError(f"There is no active user “{name}”. Nothing was changed.")
            return person
        superusers = people.filter(is_superuser=True)
        if len(superusers) != 1:
            raise CommandError("Say with --user whose drafts these are. Nothing was changed.")
        return superusers[0]

    def _tell(self, report: Report, person: Any, is_dry_run: bool) -> None:
        for doubt in report.doubts:
            self.stdout.write(f"doubt: {doubt}")
        for line in report.introduction:
            self.stdout.write(f"before the first network, not taken over: {line}")
        for draft in report.drafts:
            self._tell_draft(draft)
        for name in report.proposed:
            self.stdout.write(f"proposed organisation (draft): {name}")
        verb = "would be made" if is_dry_run else "made"
        doubts = len(report.doubts) + sum(len(draft.doubts) for draft in report.drafts)
        self.stdout.write(
            f"{len(report.drafts)} drafts {verb} for {person}, "
            f"{len(report.proposed)} organisations proposed, {doubts} doubts. Nothing was published."
        )

    def _tell_draft(self, draft: DraftReport) -> None:
        kind = "new draft" if draft.is_new else "new draft of a page that is there"
        self.stdout.write(f"{draft.title}: {kind}, {draft.members} members")
        for doubt in draft.doubts:
            self.stdout.write(f"  doubt: {doubt}")
