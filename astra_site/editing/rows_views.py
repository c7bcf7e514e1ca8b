"""What the table of rows asks for while somebody works with it."""

from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from astra_site.accounts import rights
from astra_site.editing.rows_panel import RowsPanel, find_rows_panel, row_content
from astra_site.editing.short_html import short


def row_form(request: HttpRequest, label: str, pk: int, relation: str) -> HttpResponse:
    """Return the fields of the row with the key of the request, as it is in the draft; or of a new one."""
    if not rights.may_edit_source(request.user):
        raise PermissionDenied
    handler, panel = _panel(label, relation)
    page = _draft(request, panel.model, pk)
    formset = handler.get_form_class().formsets[relation](instance=page, prefix=relation)
    row = formset.row(request.GET.get("key", ""))
    chosen, index = request.GET.get("chosen", ""), request.GET.get("index", "")
    if not index.isdecimal():
        raise Http404
    if chosen.isdecimal():
        setattr(row, f"{panel.chosen}_id", int(chosen))
    return HttpResponse(short(row_content(panel, request, formset.form_for(row, int(index)))))


def _panel(label: str, relation: str) -> tuple[Any, RowsPanel]:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    handler = model.get_edit_handler() if hasattr(model, "get_edit_handler") else None
    panel = find_rows_panel(handler, relation)
    if panel is None:
        raise Http404
    return handler, panel


def _draft(request: HttpRequest, model: Any, pk: int) -> Any:
    """Return the newest version of the page, or a new page."""
    if not pk:
        return model()
    page = get_object_or_404(model, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page.get_latest_revision_as_object()
