"""The report of links in the admin, with the place at which each stands."""

from typing import Any

import django_filters
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from astra_site.accounts import rights
from astra_site.editing.row_report import ButtonColumn
from astra_site.link_checks.models import LinkPlace, LinkState, kind_label, last_check
from astra_site.tasks.models import Job


class AcceptColumn(ButtonColumn):
    """The button by which somebody says that a link may stay as it is."""

    cell_template_name = "admin/link_checks/accept_cell.html"

    def get_cell_context_data(self, instance: LinkPlace, parent_context: Any) -> dict[str, Any]:
        """Add the link, and whether the person may accept it."""
        context = super().get_cell_context_data(instance, parent_context)
        may_accept = rights.may_edit_source(parent_context["request"].user)
        return {**context, "link": instance.link, "may_accept": may_accept}


def _kinds() -> list[tuple[str, str]]:
    kinds = LinkPlace.objects.values_list("kind", flat=True).distinct()
    return sorted(((kind, kind_label(kind)) for kind in kinds), key=lambda kind: kind[1])


class LinkFilterSet(WagtailFilterSet):
    """The filters of the report."""

    state = django_filters.ChoiceFilter("link__state", label=_("State"), choices=LinkState)
    accepted = django_filters.ChoiceFilter(
        label=_("Accepted"), choices=[("no", _("not accepted")), ("yes", _("accepted"))], method="is_accepted"
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=_kinds)

    class Meta:
        model = LinkPlace
        fields: list[str] = []

    def is_accepted(self, places: QuerySet, _name: str, value: str) -> QuerySet:
        """Leave the links that somebody has accepted, or the others."""
        return places.filter(link__accepted_at__isnull=value == "no")


class LinkReport(ReportView):
    """All links with their states, the worst first."""

    page_title = _("Links")
    header_icon = "link"
    results_template_name = "admin/link_checks/report_results.html"
    index_url_name = "link_report"
    index_results_url_name = "link_report_results"
    filterset_class = LinkFilterSet
    export_filename = "linkovi"
    columns = [
        TitleColumn("link.url", label=_("Link"), get_url=lambda place: place.edit_url),
        Column("title", label=_("Where")),
        Column("field", label=_("Field")),
        Column("link.get_state_display", label=_("State")),
        Column("link.explanation", label=_("What is the matter")),
        DateColumn("link.since", label=_("Since")),
        AcceptColumn("accept", label=_("Accept")),
    ]
    export_headings = {
        "link.url": _("Link"),
        "title": _("Where"),
        "kind_label": _("Kind"),
        "field": _("Field"),
        "link.get_state_display": _("State"),
        "link.explanation": _("What is the matter"),
        "link.since": _("Since"),
        "link.checked_at": _("Checked"),
        "link.accepted_at": _("Accepted"),
    }
    list_export = list(export_headings)

    def get_base_queryset(self) -> QuerySet[LinkPlace]:
        """Return every place of every link; what is accepted comes last."""
        states = [When(link__state=state, then=Value(number)) for number, state in enumerate(LinkState)]
        is_accepted = IsNull(F("link__accepted_at"), False)
        places = LinkPlace.objects.select_related("link__accepted_by")
        return places.order_by(is_accepted, Case(*states), "link__since", "title", "pk")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add when links were last checked, and whether they are being checked."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        running = Job.objects.unfinished().filter(path__endswith="link_checks.jobs.check_links").first()
        return {
            **context,
            "last_check": last_check(),
            "job": running,
            "jobs_url": reverse("tasks:index"),
            "may_check": rights.may_edit_source(self.request.user),
        }
