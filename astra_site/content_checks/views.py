"""The report of all findings, and the list of one object's for its side panel."""

from collections import Counter
from typing import Any, NamedTuple

import django_filters
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.models import RevisionMixin
from wagtail.permissions import policy_registry

from astra_site.content_checks.checker import LocatedFinding
from astra_site.content_checks.messages import Severity, message
from astra_site.content_checks.overall import are_being_renewed, findings
from astra_site.content_checks.panel import findings_of
from astra_site.content_checks.subjects import CheckedObject, checked_models
from astra_site.editing.row_report import RowFilterSet, RowReport
from astra_site.pages.models import BasePage


class FindingRow(NamedTuple):
    """One line of the report."""

    found: CheckedObject
    place: LocatedFinding

    @property
    def kind(self) -> str:
        """Return what the object is."""
        return str(apps.get_model(self.found.model)._meta.verbose_name)

    @property
    def edit_url(self) -> str:
        """Return the address of the place in the edit form."""
        url = self.found.edit_url
        return f"{url}#{self.place.anchor}" if url and self.place.anchor else url

    @property
    def language(self) -> str:
        """Return the language in its own name; both where they are compared."""
        return dict(settings.LANGUAGES).get(self.place.language) or str(_("both languages"))


class FindingsFilterSet(RowFilterSet):
    """Filters a list of rows as Wagtail filters a queryset."""

    rule = django_filters.ChoiceFilter(label=_("Rule"), choices=[])
    severity = django_filters.ChoiceFilter(label=_("How sure"), choices=Severity)
    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=[*settings.LANGUAGES, ("both", _("both languages"))]
    )
    model = django_filters.ChoiceFilter(label=_("Kind"), choices=[])
    value_of = {
        "rule": lambda row: row.place.finding.rule,
        "severity": lambda row: row.place.message.severity,
        "language": lambda row: row.place.language or "both",
        "model": lambda row: row.found.model,
    }

    class Meta:
        model = BasePage
        fields: list[str] = []

    def __init__(self, *args: Any, rows: list[FindingRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = {row.place.finding.rule: row.place.message.title for row in rows}
        kinds = {row.found.model: row.kind for row in rows}
        self.filters["rule"].extra["choices"] = sorted(rules.items(), key=lambda rule: str(rule[1]))
        self.filters["model"].extra["choices"] = sorted(kinds.items(), key=lambda kind: kind[1])


class ContentChecksReport(RowReport):
    """All findings in all pages, snippets and settings, as last saved."""

    page_title = _("Content checks")
    header_icon = "glasses"
    results_template_name = "admin/content_checks/report_results.html"
    index_url_name = "content_checks_report"
    index_results_url_name = "content_checks_report_results"
    filterset_class = FindingsFilterSet
    export_filename = "content-checks"
    columns = [
        TitleColumn("found.title", label=_("Title"), get_url=lambda row: row.edit_url or None),
        Column("place.label", label=_("Field")),
        Column("language", label=_("Language")),
        Column("place.message.title", label=_("Rule")),
        Column("place.finding.excerpt", label=_("Text")),
        Column("place.finding.suggestion", label=_("Suggestion")),
    ]
    export_headings = {
        "found.title": _("Title"),
        "kind": _("Kind"),
        "place.label": _("Field"),
        "language": _("Language"),
        "place.message.title": _("Rule"),
        "place.message.severity.label": _("How sure"),
        "place.finding.excerpt": _("Text"),
        "place.finding.suggestion": _("Suggestion"),
        "edit_url": _("Address"),
    }
    list_export = list(export_headings)

    @cached_property
    def rows(self) -> list[FindingRow]:
        """Return all findings, slips first."""
        rows = [FindingRow(found, place) for found in findings() for place in found.places]
        return sorted(rows, key=lambda row: not row.place.is_error)

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Give the filters what they may choose from."""
        return {**super().get_filterset_kwargs(), "rows": self.rows}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add how often each rule found something."""
        counts = Counter(row.place.finding.rule for row in self.rows)
        return {
            **super().get_context_data(*args, **kwargs),
            "counts": [(rule, message(rule), count) for rule, count in counts.most_common()],
            "are_being_renewed": are_being_renewed(),
        }


def findings_of_object(request: HttpRequest, content_type_id: int, pk: str) -> HttpResponse:
    """Return the findings of one object as last saved, for the panel that asks after each saving."""
    model = get_object_or_404(ContentType, pk=content_type_id).model_class()
    if model not in checked_models():
        raise Http404
    instance = get_object_or_404(model, pk=pk)
    if not _may_edit(request, instance):
        raise PermissionDenied
    latest = instance.get_latest_revision_as_object() if isinstance(instance, RevisionMixin) else instance
    return render(request, "admin/content_checks/findings.html", {"findings": findings_of(latest)})


def _may_edit(request: HttpRequest, instance: Model) -> bool:
    if isinstance(instance, BasePage):
        return instance.permissions_for_user(request.user).can_edit()
    policy = policy_registry.get_by_type(type(instance))
    return bool(policy) and policy.user_has_permission_for_instance(request.user, "change", instance)
