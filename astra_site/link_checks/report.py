"""The report of links in the admin, with the place at which each stands."""

from typing import Any, NamedTuple

import django_filters
from django.apps import apps
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from astra_site.accounts import rights
from astra_site.editing.row_report import ButtonColumn, RowFilterSet, RowReport
from astra_site.link_checks.models import CheckedLink, LinkPlace, LinkState, last_check
from astra_site.tasks.models import Job


class LinkRow(NamedTuple):
    """One line of the report: a link at one place."""

    link: CheckedLink
    place: LinkPlace

    @property
    def kind(self) -> str:
        """Return what sort of thing the link stands in."""
        return str(apps.get_model(self.place.kind)._meta.verbose_name)

    @property
    def explanation(self) -> str:
        """Return what is the matter."""
        return self.link.explanation


class AcceptColumn(ButtonColumn):
    """The button by which somebody says that a link may stay as it is."""

    cell_template_name = "admin/link_checks/accept_cell.html"

    def get_cell_context_data(self, instance: LinkRow, parent_context: Any) -> dict[str, Any]:
        """Add the link, and whether the person may accept it."""
        context = super().get_cell_context_data(instance, parent_context)
        may_accept = rights.may_edit_source(parent_context["request"].user)
        return {**context, "link": instance.link, "may_accept": may_accept}


class LinkFilterSet(RowFilterSet):
    """The filters of the report."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=LinkState)
    accepted = django_filters.ChoiceFilter(
        label=_("Accepted"), choices=[("no", _("not accepted")), ("yes", _("accepted"))]
    )
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=[])
    value_of = {
        "state": lambda row: row.link.state,
        "accepted": lambda row: "yes" if row.link.accepted_at else "no",
        "kind": lambda row: row.place.kind,
    }

    class Meta:
        model = LinkPlace
        fields: list[str] = []

    def __init__(self, *args: Any, rows: list[LinkRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = {row.place.kind: row.kind for row in rows}
        self.filters["kind"].extra["choices"] = sorted(kinds.items(), key=lambda kind: kind[1])


class LinkReport(RowReport):
    """All links with their states, the worst first."""

    page_title = _("Links")
    header_icon = "link"
    results_template_name = "admin/link_checks/report_results.html"
    index_url_name = "link_report"
    index_results_url_name = "link_report_results"
    filterset_class = LinkFilterSet
    export_filename = "linkovi"
    columns = [
        TitleColumn("link.url", label=_("Link"), get_url=lambda row: row.place.edit_url),
        Column("place.title", label=_("Where")),
        Column("place.field", label=_("Field")),
        Column("link.get_state_display", label=_("State")),
        Column("explanation", label=_("What is the matter")),
        DateColumn("link.since", label=_("Since")),
        AcceptColumn("accept", label=_("Accept")),
    ]
    export_headings = {
        "link.url": _("Link"),
        "place.title": _("Where"),
        "kind": _("Kind"),
        "place.field": _("Field"),
        "link.get_state_display": _("State"),
        "explanation": _("What is the matter"),
        "link.since": _("Since"),
        "link.checked_at": _("Checked"),
        "link.accepted_at": _("Accepted"),
    }
    list_export = list(export_headings)

    @cached_property
    def rows(self) -> list[LinkRow]:
        """Return every place of every link, with one query."""
        places = LinkPlace.objects.select_related("link").order_by("link__since", "title", "pk")
        rows = [LinkRow(place.link, place) for place in places]
        order = {state: number for number, state in enumerate(LinkState)}
        return sorted(rows, key=lambda row: (bool(row.link.accepted_at), order[LinkState(row.link.state)]))

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Let the filters know the kinds that there are."""
        return {**super().get_filterset_kwargs(), "rows": self.rows}

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
