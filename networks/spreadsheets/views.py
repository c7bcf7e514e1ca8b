"""The admin's pages for export and import."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from astra_site.admin_page import admin_page
from astra_site.tasks.models import Job
from networks.partial_dates import today
from networks.spreadsheets import history, jobs
from networks.spreadsheets.forms import ConsentForm, UploadForm
from networks.spreadsheets.models import ImportStep, Upload
from networks.spreadsheets.shown_plan import ShownPlan
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_export, may_import


def index(request: HttpRequest) -> HttpResponse:
    """Show where export and import begin; keep an uploaded file and show its dry run."""
    _refuse_unless(may_export(request.user))
    form = UploadForm()
    if request.method == "POST":
        _refuse_unless(may_import(request.user))
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            upload = Upload.keep(request.user, form.cleaned_data["file"].name, form.raw)  # type: ignore[arg-type]
            jobs.start_dry_run(upload, request.user)
            return redirect("spreadsheets:dry_run", upload.pk)
    context = {"form": form, "may_import": may_import(request.user), "history_url": history.url()}
    return render(request, "admin/spreadsheets/index.html", {**_page(), **context})


def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Answer with all organisations and memberships as a file."""
    _refuse_unless(may_export(request.user))
    # openpyxl comes with it: 5 MB that a worker needs only for whoever exports.
    from networks.spreadsheets import writing

    if file_format not in writing.FORMATS:
        raise Http404
    write, content_type, ending = writing.FORMATS[file_format]
    return HttpResponse(
        write(Snapshot.take().exported()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="astra-{today()}.{ending}"'},
    )


def dry_run(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an uploaded file would do; import exactly what was shown, or show what has become of it."""
    _refuse_unless(may_import(request.user))
    # It is nobody's but the person's who uploaded it.
    upload = get_object_or_404(Upload.objects.select_related("job"), pk=key, person=request.user.pk)
    if not upload.is_intact():
        raise Http404
    if upload.job and upload.job.is_unfinished:
        return redirect(upload.job.url)
    if upload.plan is None:
        return _without_plan(request, upload)
    plan = ShownPlan(bytes(upload.plan))
    form = ConsentForm(request.POST if request.method == "POST" else None, has_doubts=bool(plan.doubts))
    if form.is_valid() and plan.can_be_imported:
        return redirect(jobs.start_import(upload, request.user, form.cleaned_data["fingerprint"]).url)
    if not form.errors.get("seen"):
        form = ConsentForm(initial={"fingerprint": upload.fingerprint}, has_doubts=bool(plan.doubts))
    page = _page({"url": "", "label": _("Dry run")}, subtitle=upload.name)
    context = {"upload": upload, "plan": plan, "form": form}
    return render(request, "admin/spreadsheets/dry_run.html", {**page, **context})


@require_POST
def try_again(request: HttpRequest, key: str) -> HttpResponse:
    """Make the dry run of an uploaded file anew: the data have changed since."""
    _refuse_unless(may_import(request.user))
    upload = get_object_or_404(Upload.objects.select_related("job"), pk=key, person=request.user.pk)
    if not (upload.job and upload.job.is_unfinished):
        jobs.start_dry_run(upload, request.user)
    return redirect("spreadsheets:dry_run", upload.pk)


def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Say what an import has written, and take it back."""
    _refuse_unless(may_import(request.user))
    # The history of the directory leads here whoever reads it; the button is for those who see the job.
    may_undo = Job.objects.seen_by(request.user).filter(pk=key).exists()
    imported = get_object_or_404(Job, pk=key, path=jobs.import_file.module_path)
    written = ImportStep.objects.filter(run=key).count()
    if request.method == "POST" and not may_undo:
        raise Http404
    if request.method == "POST" and written:
        return redirect(jobs.start_undo(imported, request.user).url)
    page = _page({"url": "", "label": imported.title}, subtitle=imported.title)
    context = {"job": imported, "written": written, "may_undo": may_undo}
    return render(request, "admin/spreadsheets/undo.html", {**page, **context})


def _without_plan(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Say why a file could not be tried out."""
    message = upload.job.message if upload.job else _("The file is no longer there. Choose it once more.")
    messages.error(request, message)
    return redirect("spreadsheets:index")


def _refuse_unless(has_right: bool) -> None:
    if not has_right:
        raise PermissionDenied


def _page(*steps: dict[str, str], subtitle: str = "") -> dict[str, Any]:
    title = _("Import and export")
    start = {"url": reverse("spreadsheets:index"), "label": title}
    return admin_page(title, "table", start, *steps, subtitle=subtitle)
