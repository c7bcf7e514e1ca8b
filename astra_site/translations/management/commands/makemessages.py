"""`manage.py makemessages` with this project's choices, so that every run gives the same file."""

import re
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

LOCALE = "sr_Latn"
NOT_OURS = [".venv", "var", "node_modules", "tests", "tools", "docs"]
DATE = re.compile(r'^"POT-Creation-Date: .*\n', re.MULTILINE)


class Command(makemessages.Command):
    """Collects the texts to translate into Serbian; English is the language of the code."""

    help = "Collects the texts to translate into locale/. Needs gettext."
    # A guess at a translation is worse than none: a person has to see that it is missing.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    def handle(self, *args: Any, **options: Any) -> None:
        """Collect without line numbers and without texts that are gone, to keep differences small."""
        options["locale"] = options["locale"] or [LOCALE]
        options["ignore_patterns"] = [*options["ignore_patterns"], *NOT_OURS]
        options["no_location"] = True
        options["no_obsolete"] = True
        # Else each tool would break long lines in its own way.
        options["no_wrap"] = True
        super().handle(*args, **options)

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Leave the catalogue as it was when only its date would change."""
        catalogue = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        before = catalogue.read_text("utf-8") if catalogue.exists() else ""
        super().write_po_file(potfile, locale)
        if before and DATE.sub("", catalogue.read_text("utf-8")) == DATE.sub("", before):
            catalogue.write_text(before, "utf-8")
