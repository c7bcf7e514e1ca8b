"""The report "Translations": every translated field of what is public, with its state."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from astra_site.accounts import rights
from astra_site.serbian.folding import fold
from astra_site.translations.catalogue_numbers import numbers_of_catalogues
from astra_site.translations.field_urls import field_url
from astra_site.translations.models import FieldTranslation
from astra_site.translations.roots import roots
from astra_site.translations.states import OPEN_STATES, State

SHOWN_STATES = [choice for choice in State.choices if choice[0] != State.NOTHING]


def in_overview() -> QuerySet[FieldTranslation]:
    """Return what the overview counts: all fields of public objects that have a Serbian text."""
    return FieldTranslation.objects.filter(is_public=True).exclude(state=State.NOTHING)


def counts(rows: QuerySet[FieldTranslation]) -> dict[str, int]:
    """Return how many fields are in each state, in one query."""
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state, _label in SHOWN_STATES}


def _kinds(request: HttpRequest) -> QuerySet[ContentType]:
    models = ContentType.objects.get_for_models(*roots()).values()
    return ContentType.objects.filter(pk__in=[model.pk for model in models]).order_by("app_label", "model")


class OverviewFilterSet(WagtailFilterSet):
    """Narrows the overview down."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=SHOWN_STATES)
    root_type = ContentTypeFilter(label=_("Kind"), queryset=_kinds)

    class Meta:
        model = FieldTranslation
        fields: list[str] = []


class StateColumn(Column):
    """The state, in words and colour, and what to do about it."""

    cell_template_name = "admin/translations/state_cell.html"


class SourceColumn(Column):
    """The beginning of the Serbian text."""

    cell_template_name = "admin/translations/source_cell.html"


class TranslationsView(ReportView):
    """The overview itself."""

    page_title = _("Translations")
    header_icon = "globe"
    template_name = "admin/translations/overview.html"
    index_url_name = "translations:overview"
    index_results_url_name = "translations:overview_results"
    model = FieldTranslation
    filterset_class = OverviewFilterSet
    is_searchable = True
    default_ordering = "label"
    columns = [
        TitleColumn("label", label=_("Name"), get_url=field_url, sort_key="label"),
        Column("kind", label=_("Kind"), accessor=lambda row: capfirst(row.kind)),
        Column("field_label", label=_("Field"), accessor=lambda row: capfirst(row.field_label)),
        StateColumn("state", label=_("State"), sort_key="state"),
        SourceColumn("source_text", label=_("Serbian")),
    ]
    export_headings = {
        "label": _("Name"),
        "kind": _("Kind"),
        "field_label": _("Field"),
        "get_state_display": _("State"),
        "source_text": _("Serbian"),
        "decided_by": _("Decided by"),
        "decided_at": _("Decided at"),
    }
    list_export = list(export_headings)
    export_filename = "prevodi"
    custom_value_preprocess = {
        **ReportView.custom_value_preprocess,
        type(None): {ReportView.FORMAT_CSV: lambda value: "", ReportView.FORMAT_XLSX: lambda value: ""},
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in whoever works on texts."""
        if not rights.may_edit_translations(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self) -> QuerySet[FieldTranslation]:
        """Return all rows with what a line shows of them."""
        return in_overview().select_related("root_type", "owner_type", "decided_by")

    def get_filtered_queryset(self) -> QuerySet[FieldTranslation]:
        """Return the rows; Wagtail's reports would filter a second time."""
        return self.get_queryset()

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """Put first what waits for a translator, and keep the fields of one object together."""
        together = ("label", "root_type", "root_id", "pk")
        if self.is_explicitly_ordered:
            return queryset.order_by(self.ordering, *together)
        is_done = Case(When(state__in=OPEN_STATES, then=0), default=1)
        return queryset.order_by(is_done, *together)

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Find names and Serbian texts, with or without their marks."""
        for word in fold(self.search_query or "").split():
            queryset = queryset.filter(search_text__contains=word)
        return queryset

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the numbers: of these rows, and of the interface's own texts."""
        context = super().get_context_data(*args, **kwargs)
        if self.is_export or self.results_only:
            return context
        found = counts(self.search_queryset(in_overview()))
        labels = dict(SHOWN_STATES)
        return {
            **context,
            "state_counts": [(state, labels[state], number) for state, number in found.items()],
            "catalogues": numbers_of_catalogues(),
        }
