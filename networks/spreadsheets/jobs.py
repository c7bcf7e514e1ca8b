"""Dry run and import as tasks: with thousands of rows each takes longer than anybody waits for a page."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from astra_site.tasks import background
from astra_site.tasks.models import Job
from astra_site.tasks.running import Refused, Work
from networks.spreadsheets import history, journal
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.importing import Importer, NotPossible, Outdated, summary
from networks.spreadsheets.models import Upload
from networks.spreadsheets.reading import FileContent, FileError, read
from networks.spreadsheets.shown_plan import packed
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_import, may_publish


@background.task(attempts=2)
def try_out(work: Work, upload: str) -> str:
    """Find out what the file of `upload` would do, and keep it for the page that shows it."""
    kept = _kept(upload)
    work.tell(0, 3, _("reading the file"))
    content = _content(kept)
    work.tell(1, 3, _("reading the database"))
    snapshot = Snapshot.take()
    work.tell(2, 3, _("comparing"))
    plan = plan_of(content, snapshot, work.person)
    Upload.objects.filter(pk=kept.pk).update(plan=packed(plan), fingerprint=plan.fingerprint())
    return _("The dry run is ready. Nothing has been imported yet.")


def take_back(work: Work) -> None:
    """Undo what the import has written so far."""
    journal.take_back(work.job.pk, tell=work.tell)


@background.task(take_back=take_back)
def import_file(work: Work, upload: str, fingerprint: str) -> str:
    """Import the file of `upload`, if its plan is still the one with `fingerprint`."""
    kept = _kept(upload)
    if not may_import(work.person):
        raise Refused(_("You may not import any more."))
    work.tell(0, 0, _("comparing"))
    try:
        plan = Importer(_content(kept), work.person, run=work.job.pk, progress=work).run(fingerprint)
    except Outdated as error:
        message = _("Someone has changed the data since the dry run. Nothing was imported. Look again.")
        raise Refused(message) from error
    except NotPossible as error:
        raise Refused(_("Nothing was imported. First fix what is listed.")) from error
    kept.delete()
    work.job.result_url = reverse("spreadsheets:undo", args=(work.job.pk,))
    return history.note(history.IMPORTED, work.job, work.job.pk, summary(plan))


# What is taken back already is passed by, so it may be begun again.
@background.task(attempts=3)
def undo_import(work: Work, run: str) -> str:
    """Take back what an import has written."""
    if not may_import(work.person):
        raise Refused(_("You may not import any more."))
    # Half of an import taken back would be neither the one nor the other, so it cannot be cancelled.
    work.may_end = False
    kept = journal.take_back(uuid.UUID(run), published_too=may_publish(work.person), tell=work.tell)
    message = _("Taken back: everything is as it was before the import.")
    if kept:
        message = _(
            "Taken back, but for %(number)s that someone has changed, published or used since. "
            "What is used stays as a draft."
        )
    return history.note(history.TAKEN_BACK, work.job, run, message % {"number": kept})


def _kept(key: str) -> Upload:
    upload = Upload.objects.filter(pk=key).first()
    if upload is None or not upload.is_intact():
        raise Refused(_("The file is no longer there. Choose it once more."))
    return upload


def _content(upload: Upload) -> FileContent:
    try:
        return read(bytes(upload.content), upload.name)
    except FileError as error:
        raise Refused(str(error)) from error


def start_dry_run(upload: Upload, person: Any) -> None:
    """Have found out what a file would do."""
    upload.plan = None
    upload.save(update_fields=["plan"])
    title = _("Dry run of %(name)s") % {"name": upload.name}
    _start(upload, try_out, title, person)


def start_import(upload: Upload, person: Any, fingerprint: str) -> Job:
    """Have a file imported."""
    title = _("Import of %(name)s") % {"name": upload.name}
    return _start(upload, import_file, title, person, fingerprint=fingerprint)


def start_undo(imported: Job, person: Any) -> Job:
    """Have an import taken back."""
    title = _("Taking back: %(title)s") % {"title": imported.title}
    return background.start(undo_import, title, person, run=str(imported.pk))


def _start(upload: Upload, task: Any, title: str, person: Any, **arguments: Any) -> Job:
    url = reverse("spreadsheets:dry_run", args=(upload.pk,))
    job = background.start(task, title, person, result_url=url, upload=str(upload.pk), **arguments)
    # An import that was done at once has taken the upload with it.
    Upload.objects.filter(pk=upload.pk).update(job=job)
    return job
