"""An import has one entry in the history: that of the directory, which it has changed as a whole.

Each organisation and network has entries of its own besides, as after any other change.
"""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from astra_site.tasks.models import Job
from networks.models import OrganisationIndexPage

IMPORTED, TAKEN_BACK = "spreadsheets.import", "spreadsheets.take_back"


class Imported(LogFormatter):
    """Says which file was imported and what came of it, and leads to the button that takes it back."""

    label = gettext_lazy("Import")

    def format_message(self, log_entry: Any) -> str:
        """Return the sentence."""
        return "{title}. {message}".format(**log_entry.data)

    def format_comment(self, log_entry: Any) -> str:
        """Return the link: in the sentence, Wagtail would show it as text."""
        url = reverse("spreadsheets:undo", args=[log_entry.data["run"]])
        return format_html('<a href="{}">{}</a>', url, _("Take this import back"))


class TakenBack(LogFormatter):
    """Says which import was taken back."""

    label = gettext_lazy("Import taken back")

    def format_message(self, log_entry: Any) -> str:
        """Return the sentence."""
        return "{title}. {message}".format(**log_entry.data)


def register(actions: LogActionRegistry) -> None:
    """Let the history know both actions."""
    actions.register_action(IMPORTED)(Imported)
    actions.register_action(TAKEN_BACK)(TakenBack)


def note(action: str, job: Job, run: uuid.UUID | str, message: str) -> str:
    """Enter what a job has done with the import `run`, and return `message`, which says it."""
    directory = OrganisationIndexPage.objects.first()
    if directory is not None:
        data = {"run": str(run), "title": job.title, "message": message}
        log(directory, action, user=job.person, data=data)
    return message


def url() -> str:
    """Return where the entries stand; empty without a directory."""
    directory = OrganisationIndexPage.objects.first()
    return reverse("wagtailadmin_pages:history", args=[directory.pk]) if directory else ""
