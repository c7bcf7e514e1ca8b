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
    if not rights.may_edit_translations(request.user):
        raise PermissionDenied
    handler, panel = _panel(label, relation)
    page = _draft(request, panel.model, pk)
    index = request.GET.get("index", "")
    if not index.isdecimal():
        raise Http404
    make = _translation if rights.only_translates(request.user) else _whole_row
    form = make(request, handler.get_form_class(), page, panel, int(index))
    return HttpResponse(short(row_content(panel, request, form)))


def _whole_row(request: HttpRequest, form_class: Any, page: Any, panel: RowsPanel, index: int) -> Any:
    relation, chosen = panel.relation_name, request.GET.get("chosen", "")
    formset = form_class.formsets[relation](instance=page, prefix=relation)
    row = formset.row(request.GET.get("key", ""))
    if chosen.isdecimal():
        setattr(row, f"{panel.chosen}_id", int(chosen))
    return formset.form_for(row, index)


def _translation(request: HttpRequest, form_class: Any, page: Any, panel: RowsPanel, index: int) -> Any:
    """Return the English texts of a row, for those who change nothing else of it."""
    translations = form_class(instance=page, for_user=request.user).child_translations[panel.relation_name]
    rows = {row.key: row for row in translations.rows}
    if request.GET.get("key") not in rows:
        raise Http404
    return translations.form_of(rows[request.GET["key"]], index)


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
