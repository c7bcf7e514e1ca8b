"""Wagtail's lists on the admin's start page, with a number of queries that no row adds to."""

from typing import Any

from django.db.models import Max
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.models import PageLogEntry

from astra_site.pages.explorer import with_what_lines_show
from astra_site.pages.models import BasePage

SHOWN = 5


class LastEdits(RecentEditsPanel):
    """The pages that a person edited last."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the same as Wagtail's, which asks for each type of page."""
        request = parent_context["request"]
        edits = PageLogEntry.objects.filter(user=request.user, action="wagtail.edit").order_by()
        newest = list(edits.values_list("page").annotate(last=Max("timestamp")).order_by("-last")[:SHOWN])
        pages = with_what_lines_show(BasePage.objects.all()).in_bulk([page for page, _last in newest])
        return {
            "last_edits": [(last, pages[page]) for page, last in newest if page in pages],
            "request": request,
        }


class OwnLockedPages(LockedPagesPanel):
    """The pages that a person has locked."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Add to the pages what the lines show."""
        context = super().get_context_data(parent_context)
        return {**context, "locked_pages": with_what_lines_show(context["locked_pages"])}
