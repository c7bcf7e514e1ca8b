"""The panel "Šta dalje" on the admin's start page: what waits, and for whom."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Window
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import Revision, TaskState, WorkflowState

from astra_site.accounts import rights
from astra_site.content_checks.overall import findings
from astra_site.editing.edit_urls import comparison_url, edit_url, edit_url_of
from astra_site.pages.models import BasePage
from astra_site.safety.gaps import gaps
from astra_site.safety.models import Hotline
from astra_site.translations.field_urls import field_url
from astra_site.translations.report import in_overview
from astra_site.translations.states import OPEN_STATES
from networks.models import NetworkPage, Organisation
from networks.partial_dates import today
from networks.staff_lists import LACKS, lacks_any

SHOWN = 5


class Item(NamedTuple):
    """One thing to do and where to do it, and where to see what has changed."""

    name: str
    url: str
    detail: str = ""
    comparison: str = ""


class Group(NamedTuple):
    """Things of one kind, the first few by name and all of them as a number."""

    heading: str | Promise
    items: list[Item]
    total: int
    all_url: str = ""


class WhatNextPanel(Component):
    """What a member of staff can do next."""

    name = "what_next"
    template_name = "admin/what_next.html"
    order = 10

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the groups that are not empty; the number of queries is fixed."""
        groups = [waiting_for(self.person), submitted_by(self.person)]
        if rights.may_edit_source(self.person):
            groups += [
                _group(_("Hotlines: what visitors lack"), gaps(), lambda gap: Item(*gap)),
                to_verify(),
                incomplete(),
            ]
        if rights.may_edit_translations(self.person):
            groups.append(untranslated())
        if rights.may_edit_source(self.person):
            groups.append(with_findings())
        return {"groups": [group for group in groups if group.total]}


def _group(heading: str | Promise, things: Any, item: Callable[[Any], Item], all_url: str = "") -> Group:
    """Return the group of a list or a queryset: an import leaves thousands, of which few are shown."""
    total = things.count() if isinstance(things, QuerySet) else len(things)
    items = [item(thing) for thing in things[:SHOWN]] if total else []
    return Group(heading, items, total, all_url if total > SHOWN else "")


def waiting_for(person: Any) -> Group:
    """Return what has been submitted and `person` may approve: groups do, in both of our workflows.

    Wagtail's own `reviewable_by` takes a query for each task.
    """
    states = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__active=True)
    if not person.is_superuser:
        states = states.filter(task__groupapprovaltask__groups__in=person.groups.all())
    pages = BasePage.objects.live().filter(pk=Cast(OuterRef("revision__object_id"), IntegerField()))
    states = states.select_related("revision", "revision__content_type", "revision__base_content_type")
    states = states.annotate(is_published=Exists(pages)).defer("revision__content").distinct()
    all_url = f"{reverse('wagtailadmin_reports:workflow_tasks')}?reviewable=true&status=in_progress"
    return _group(_("Drafts that wait for you"), states.order_by("started_at"), _waiting, all_url)


def _waiting(state: Any) -> Item:
    revision = state.revision
    return Item(revision.object_str, _url_of_revision(revision), comparison=_comparison(state))


def submitted_by(person: Any) -> Group:
    """Return what `person` has submitted and nobody has decided on, or sent back to her.

    Wagtail's own list takes two queries for each kind of object.
    """
    states = WorkflowState.objects.active().filter(requested_by=person, current_task_state__isnull=False)
    revision = "current_task_state__revision"
    states = states.select_related(revision, f"{revision}__content_type", f"{revision}__base_content_type")
    states = states.defer(f"{revision}__content").order_by("-current_task_state__started_at")
    all_url = f"{reverse('wagtailadmin_reports:workflow')}?requested_by={person.pk}"
    return _group(_("Drafts that you have submitted"), states, _submitted, all_url)


def _submitted(state: Any) -> Item:
    revision = state.current_task_state.revision
    return Item(revision.object_str, _url_of_revision(revision), state.get_status_display())


def _url_of_revision(revision: Revision) -> str:
    return edit_url(revision.content_type.model_class(), revision.object_id) or ""


def _comparison(state: Any) -> str:
    """Return where a page is compared with what is published; what is new is read as a whole."""
    revision = state.revision
    if not state.is_published or not issubclass(revision.base_content_type.model_class(), BasePage):
        return ""
    return comparison_url(BasePage, revision.object_id, "live", revision.pk)


def to_verify() -> Group:
    """Return what was to be verified again by today."""
    due = [
        thing
        for model in (NetworkPage, Hotline, Organisation)
        for thing in model._default_manager.filter(verify_by__lte=today())
    ]
    return _group(_("Facts to verify by today"), sorted(due, key=lambda thing: thing.verify_by), _due)


def _due(thing: Any) -> Item:
    return Item(str(thing), edit_url_of(thing), date_format(thing.verify_by, "SHORT_DATE_FORMAT"))


def incomplete() -> Group:
    """Return the organisations without a country or a website."""
    _label, columns = LACKS["contact"]
    found = Organisation.objects.filter(lacks_any(columns))
    all_url = f"{reverse('wagtailsnippets_networks_organisation:list')}?lacks=contact"
    heading = _("Organisations without a country or a website")
    return _group(heading, found, lambda each: Item(each.name_sr_latn, edit_url_of(each)), all_url)


def untranslated() -> Group:
    """Return the fields whose English is missing or outdated, outdated ones first."""
    rows = in_overview().filter(state__in=OPEN_STATES).annotate(total=Window(Count("pk")))
    # "outdated" comes after "missing" in the alphabet; what visitors read wrongly matters more.
    first = list(rows.select_related("root_type", "owner_type").order_by("-state", "label")[:SHOWN])
    items = [
        Item(row.label, field_url(row) or "", f"{row.field_label} · {row.get_state_display()}")
        for row in first
    ]
    total = first[0].total if first else 0
    return Group(_("English is missing or outdated"), items, total, reverse("translations:overview"))


def with_findings() -> Group:
    """Return the texts in which the content checks have found something, slips first."""
    found = findings()
    items = [Item(checked.title, checked.edit_url, str(len(checked.places))) for checked in found[:SHOWN]]
    heading = _("Texts in which the checks have found something")
    return Group(heading, items, len(found), reverse("content_checks_report"))
