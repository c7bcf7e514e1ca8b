"""The admin's pages for export and import."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from networks.partial_dates import today
from networks.spreadsheets import writing
from networks.spreadsheets.dry_run import plan_of
from networks.spreadsheets.forms import ConsentForm, UploadForm
from networks.spreadsheets.importing import Importer, NotPossible, Outdated, summary
from networks.spreadsheets.models import Upload
from networks.spreadsheets.plan import Plan
from networks.spreadsheets.reading import FileError, read
from networks.spreadsheets.snapshot import Snapshot
from networks.spreadsheets.spreadsheet_rights import may_export, may_import

MOST_REMARKS_SHOWN = 200
FORMATS: dict[str, tuple[Any, str, str]] = {
    "xlsx": (writing.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": (writing.zipped_csv, "application/zip", "zip"),
}


@method_decorator(never_cache, "dispatch")
class SpreadsheetView(WagtailAdminTemplateMixin, View):
    """What the pages share: the right, the title and the way back."""

    page_title = gettext_lazy("Import and export")
    header_icon = "table"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse those who may not change organisations."""
        if not may_export(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the first of the pages."""
        start = {"url": reverse("spreadsheets:index"), "label": _("Import and export")}
        return [*super().get_breadcrumbs_items(), start]

    def refuse_without_right(self) -> None:
        """Refuse those who may change organisations but not create them."""
        if not may_import(self.request.user):
            raise PermissionDenied


class IndexView(SpreadsheetView):
    """Export to the left, import to the right: where both begin."""

    template_name = "admin/spreadsheets/index.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the forms."""
        return self._answer(UploadForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the file and show the dry run."""
        self.refuse_without_right()
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._answer(form)
        upload = Upload.keep(request.user, form.cleaned_data["file"].name, form.raw)  # type: ignore[arg-type]
        return redirect("spreadsheets:dry_run", upload.pk)

    def _answer(self, form: UploadForm) -> HttpResponse:
        context = self.get_context_data(form=form, may_import=may_import(self.request.user))
        return self.render_to_response(context)


class ExportView(SpreadsheetView):
    """All organisations and memberships as a file."""

    def get(self, request: HttpRequest, file_format: str) -> HttpResponse:
        """Answer with the file."""
        if file_format not in FORMATS:
            raise Http404
        write, content_type, ending = FORMATS[file_format]
        return HttpResponse(
            write(Snapshot.take().exported()),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="astra-{today()}.{ending}"'},
        )


class DryRunView(SpreadsheetView):
    """What an uploaded file would do, and the button that does it."""

    template_name = "admin/spreadsheets/dry_run.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the file; it is nobody's but the person's who uploaded it."""
        self.upload = get_object_or_404(Upload, pk=kwargs.pop("key"), person=request.user.pk)
        if not self.upload.is_intact():
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the dry run."""
        self.refuse_without_right()
        return self._show()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Import exactly what was shown, or show again what has become of it."""
        self.refuse_without_right()
        content = self._content()
        if content is None:
            return redirect("spreadsheets:index")
        shown = plan_of(content, Snapshot.take(), request.user)
        form = ConsentForm(request.POST, has_doubts=bool(shown.doubts))
        if not form.is_valid():
            return self._show(form)
        try:
            plan = Importer(content, request.user).run(form.cleaned_data["fingerprint"])
        except Outdated:
            messages.error(
                request,
                _("Somebody has changed the data since the dry run. Nothing was imported. Look again."),
            )
            return redirect("spreadsheets:dry_run", self.upload.pk)
        except NotPossible:
            messages.error(request, _("Nothing was imported. Put right what is listed first."))
            return redirect("spreadsheets:dry_run", self.upload.pk)
        self.upload.delete()
        messages.success(request, summary(plan))
        return redirect("spreadsheets:index")

    def _content(self) -> Any:
        try:
            return read(bytes(self.upload.content), self.upload.name)
        except FileError as error:
            messages.error(self.request, str(error))
            return None

    def _show(self, form: ConsentForm | None = None) -> HttpResponse:
        content = self._content()
        if content is None:
            return redirect("spreadsheets:index")
        snapshot = Snapshot.take()
        plan = plan_of(content, snapshot, self.request.user)
        if form is None or not form.errors.get("seen"):
            initial = {"fingerprint": snapshot.fingerprint()}
            form = ConsentForm(initial=initial, has_doubts=bool(plan.doubts))
        return self.render_to_response(
            self.get_context_data(
                upload=self.upload,
                plan=plan,
                form=form,
                errors=plan.errors[:MOST_REMARKS_SHOWN],
                doubts=plan.doubts[:MOST_REMARKS_SHOWN],
                hidden_errors=max(0, len(plan.errors) - MOST_REMARKS_SHOWN),
                hidden_doubts=max(0, len(plan.doubts) - MOST_REMARKS_SHOWN),
                groups=groups_of(plan),
            )
        )

    def get_page_subtitle(self) -> str:
        """Name the file."""
        return self.upload.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """End with the dry run."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": _("Dry run")}]


def groups_of(plan: Plan) -> list[dict[str, Any]]:
    """Return the rows that do something, in the order in which a person looks at them."""
    return [
        {"heading": _("Would be created"), "rows": plan.created, "is_new": True},
        {"heading": _("Would be changed"), "rows": plan.changed, "is_new": False},
        {"heading": _("Would end"), "rows": plan.ended, "is_new": False},
    ]
