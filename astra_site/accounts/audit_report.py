"""The owners' page of what was done. Nobody else opens it."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from astra_site.accounts.models import AuditEntry


class AuditFilterSet(WagtailFilterSet):
    """Finds by what happened, by whom, and when."""

    person = django_filters.CharFilter(label=_("who"), lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label=_("time"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        # What is declared above comes behind it.
        fields = ["action"]


class AuditReportView(ReportView):
    """Lists the newest first."""

    page_title = _("Audit")
    header_icon = "history"
    model = AuditEntry
    filterset_class = AuditFilterSet
    index_url_name = "audit"
    index_results_url_name = "audit_results"
    default_ordering = "-at"
    is_searchable = False
    columns = [
        DateColumn("at", label=_("time"), sort_key="at", width="20%"),
        Column("get_action_display", label=_("what happened"), width="25%"),
        Column("person", label=_("who"), width="25%"),
        Column("about", label=_("about what")),
    ]
    list_export = ["at", "action", "person", "about"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Open for owners.

        Raises:
            PermissionDenied: to everybody else.
        """
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
