"""Reports of Wagtail's, with a number of queries that neither rows nor kinds of objects add to."""

from collections.abc import Iterable
from copy import copy
from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import require_admin_access
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.generic.history import HistoryFilterSet
from wagtail.admin.views.reports.audit_logging import LogEntriesView, SiteHistoryReportFilterSet
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowView
from wagtail.log_actions import registry as log_actions
from wagtail.models import ModelLogEntry, PageLogEntry, TaskState, WorkflowTask
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from astra_site.pages.explorer import with_what_lines_show
from astra_site.pages.models import BasePage

_WAGTAIL = {**HistoryFilterSet.base_filters, **SiteHistoryReportFilterSet.base_filters}


def _kinds(request: HttpRequest) -> QuerySet[ContentType]:
    logged = ModelLogEntry.objects.viewable_by_user(request.user).order_by().values("content_type")
    page = ContentType.objects.get_for_model(BasePage)
    return ContentType.objects.filter(Q(pk=page.pk) | Q(pk__in=logged)).order_by("model")


def _people(request: HttpRequest) -> QuerySet:
    logged = [log.objects.order_by().values("user") for log in (PageLogEntry, ModelLogEntry)]
    people = get_user_model().objects.filter(Q(pk__in=logged[0]) | Q(pk__in=logged[1]))
    return people.order_by("username")


class HistoryFilters(WagtailFilterSet):
    """Wagtail's filters; it makes sure with ten queries that each choice finds something."""

    label = _WAGTAIL["label"]
    object_type = ContentTypeFilter(
        label=_WAGTAIL["object_type"].label, method="filter_object_type", queryset=_kinds
    )
    action = django_filters.ChoiceFilter(label=_WAGTAIL["action"].label, choices=log_actions.get_choices)
    user = django_filters.ModelChoiceFilter(label=_WAGTAIL["user"].label, queryset=_people)
    timestamp = _WAGTAIL["timestamp"]

    class Meta:
        model = PageLogEntry
        fields: list[str] = []

    def filter_object_type(self, entries: Any, _name: str, kind: ContentType) -> Any:
        """Return the entries of one kind; all pages are one."""
        return entries.filter_on_content_type(kind)


class SiteHistory(LogEntriesView):
    """What everybody has done."""

    filterset_class = HistoryFilters

    def decorate_paginated_queryset(self, queryset: Iterable[dict[str, Any]]) -> list[Any]:
        """Return the log's entries, each with the address of what it is about."""
        rows = [(self.log_models[row["log_model_index"]], row["pk"]) for row in queryset]
        entries: dict[tuple[type[Model], int], Any] = {}
        for log in {log for log, _pk in rows}:
            found = _entries(log, [pk for one, pk in rows if one is log])
            entries |= {(log, entry.pk): entry for entry in found}
        _add_addresses(list(entries.values()), self.request.user)
        return [entries[row] for row in rows]


def _entries(log: Any, keys: list[int]) -> QuerySet:
    same = log.objects.filter(deleted=True, content_type=OuterRef("content_type"))
    if log is ModelLogEntry:
        same = same.filter(object_id=OuterRef("object_id"))
    else:
        same = same.filter(page=OuterRef("page"))
    entries = log.objects.filter(pk__in=keys).annotate(is_gone=Exists(same))
    return entries.select_related("user__wagtail_userprofile")


def _add_addresses(entries: list[Any], user: Any) -> None:
    """Give each entry the address of its object's form, where there still is one and `user` may open it."""
    finder = AdminURLFinder(user)
    keys_of: dict[type[Model], set[Any]] = {}
    for entry in entries:
        entry.content_type = ContentType.objects.get_for_id(entry.content_type_id)
        entry.edit_url = None
        model = entry.content_type.model_class()
        entry.model = BasePage if model and issubclass(model, BasePage) else model
        if entry.model and not entry.is_gone:
            keys_of.setdefault(entry.model, set()).add(entry.object_id)
    objects = {model: _objects(model, keys) for model, keys in keys_of.items()}
    for entry in entries:
        instance = objects.get(entry.model, {}).get(str(entry.object_id))
        if instance is not None and not entry.is_gone:
            entry.edit_url = finder.get_edit_url(instance)


def _objects(model: Any, keys: set[Any]) -> dict[str, Model]:
    """Return the objects by their keys, read only where who may change them depends on which one it is."""
    if isinstance(policy_registry.get_by_type(model), ModelPermissionPolicy):
        return {str(key): model(pk=key) for key in keys}
    return {str(key): one for key, one in model._default_manager.in_bulk(keys).items()}


class LockedPages(LockedPagesView):
    """The pages that somebody has locked."""

    def get_queryset(self) -> QuerySet:
        """Add what the lines show."""
        return with_what_lines_show(super().get_queryset())

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> Iterable[Any]:
        """Add who has locked each page."""
        people = get_user_model().objects.in_bulk({page.locked_by_id for page in object_list} - {None})
        for page in object_list:
            page.locked_by = people.get(page.locked_by_id)
        return object_list


class Workflows(WorkflowView):
    """What was submitted, and how far it has come."""

    def decorate_paginated_queryset(self, object_list: Iterable[Any]) -> list[Any]:
        """Give each line its steps, which Wagtail asks for line by line."""
        states = super().decorate_paginated_queryset(object_list)
        done = TaskState.objects.filter(workflow_state__in=states).order_by("started_at", "pk")
        status = {(one.workflow_state_id, one.task_id): one.status for one in done}
        steps = WorkflowTask.objects.filter(workflow__in={state.workflow_id for state in states})
        tasks = [(step.workflow_id, step.task) for step in steps.select_related("task")]
        names = dict(TaskState.STATUS_CHOICES)
        for state in states:
            own = [copy(task) for workflow, task in tasks if workflow == state.workflow_id]
            for task in own:
                task.status = status.get((state.pk, task.pk))
                task.status_display = names.get(task.status, gettext("Not started"))
            state.all_tasks_with_status = own
        return states


class PageTypes(PageTypesUsageReportView):
    """How many pages of each type there are."""

    def decorate_paginated_queryset(self, queryset: Iterable[Any]) -> Iterable[Any]:
        """Add the page of each type that was edited last."""
        kinds = list(queryset)
        pages = with_what_lines_show(BasePage.objects.all())
        found = pages.in_bulk([one.last_edited_page_id for one in kinds if one.last_edited_page_id])
        for one in kinds:
            one.last_edited_page = found.get(one.last_edited_page_id)
        return kinds


def _addresses(name: str, view: Any) -> list:
    pages = [(f"{name}/", view.as_view()), (f"{name}/results/", view.as_view(results_only=True))]
    return [path(address, never_cache(require_admin_access(one))) for address, one in pages]


# Stand before Wagtail's own in the project's addresses, which have the same names.
urlpatterns = [
    *_addresses("site-history", SiteHistory),
    *_addresses("locked", LockedPages),
    *_addresses("page-types-usage", PageTypes),
    *_addresses("workflow", Workflows),
]
