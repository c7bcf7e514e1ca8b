"""The admin's pages for export and import."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from astra_site.editing.admin_page import admin_page
from networks.partial_dates import today
from networks.spreadsheets import writing
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.forms import ConsentForm, UploadForm
from networks.spreadsheets.importing import Importer, NotPossible, Outdated, summary
from networks.spreadsheets.models import Upload
from networks.spreadsheets.reading import FileContent, FileError, read
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_export, may_import

FORMATS: dict[str, tuple[Any, str, str]] = {
    "xlsx": (writing.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": (writing.zipped_csv, "application/zip", "zip"),
}


@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Show where export and import begin; keep an uploaded file and show its dry run."""
    _refuse_unless(may_export(request.user))
    form = UploadForm()
    if request.method == "POST":
        _refuse_unless(may_import(request.user))
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            upload = Upload.keep(request.user, form.cleaned_data["file"].name, form.raw)  # type: ignore[arg-type]
            return redirect("spreadsheets:dry_run", upload.pk)
    context = {"form": form, "may_import": may_import(request.user)}
    return render(request, "admin/spreadsheets/index.html", {**_page(), **context})


@never_cache
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    """Answer with all organisations and memberships as a file."""
    _refuse_unless(may_export(request.user))
    if file_format not in FORMATS:
        raise Http404
    write, content_type, ending = FORMATS[file_format]
    return HttpResponse(
        write(Snapshot.take().exported()),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="astra-{today()}.{ending}"'},
    )


@never_cache
def dry_run(request: HttpRequest, key: str) -> HttpResponse:
    """Show what an uploaded file would do; import exactly what was shown, or show what has become of it."""
    _refuse_unless(may_import(request.user))
    # It is nobody's but the person's who uploaded it.
    upload = get_object_or_404(Upload, pk=key, person=request.user.pk)
    if not upload.is_intact():
        raise Http404
    try:
        content = read(bytes(upload.content), upload.name)
    except FileError as error:
        messages.error(request, str(error))
        return redirect("spreadsheets:index")
    snapshot = Snapshot.take()
    plan = plan_of(content, snapshot, request.user)
    form = ConsentForm(request.POST if request.method == "POST" else None, has_doubts=bool(plan.doubts))
    if form.is_valid():
        return _import(request, upload, content, form.cleaned_data["fingerprint"])
    if not form.errors.get("seen"):
        form = ConsentForm(initial={"fingerprint": snapshot.fingerprint()}, has_doubts=bool(plan.doubts))
    page = _page({"url": "", "label": _("Dry run")}, subtitle=upload.name)
    context = {"upload": upload, "plan": plan, "form": form}
    return render(request, "admin/spreadsheets/dry_run.html", {**page, **context})


def _import(request: HttpRequest, upload: Upload, content: FileContent, fingerprint: str) -> HttpResponse:
    try:
        plan = Importer(content, request.user).run(fingerprint)
    except Outdated:
        messages.error(
            request, _("Somebody has changed the data since the dry run. Nothing was imported. Look again.")
        )
        return redirect("spreadsheets:dry_run", upload.pk)
    except NotPossible:
        messages.error(request, _("Nothing was imported. Put right what is listed first."))
        return redirect("spreadsheets:dry_run", upload.pk)
    upload.delete()
    messages.success(request, summary(plan))
    return redirect("spreadsheets:index")


def _refuse_unless(has_right: bool) -> None:
    if not has_right:
        raise PermissionDenied


def _page(*steps: dict[str, str], subtitle: str = "") -> dict[str, Any]:
    title = _("Import and export")
    start = {"url": reverse("spreadsheets:index"), "label": title}
    return admin_page(title, "table", start, *steps, subtitle=subtitle)
