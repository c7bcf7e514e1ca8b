"""The panel "Šta dalje" on the admin's start page: what waits, and for whom."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.models import TaskState

from astra_site.accounts import rights
from astra_site.content_checks.panel import summary
from astra_site.safety.models import Hotline
from astra_site.translations.links import field_address
from astra_site.translations.overview import in_overview
from astra_site.translations.states import OPEN_STATES
from networks.models import NetworkPage, Organisation

SHOWN = 5


class Item(NamedTuple):
    """One thing to do and where to do it."""

    name: str
    address: str
    detail: str = ""


class Group(NamedTuple):
    """Things of one kind, the first few by name and all of them as a number."""

    heading: str | Promise
    items: list[Item]
    total: int
    all_address: str = ""


class WhatNextPanel(Component):
    """What a member of staff can do next."""

    name = "what_next"
    template_name = "admin/what_next.html"
    order = 10

    def __init__(self, person: Any) -> None:
        self.person = person

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the groups that are not empty; the number of queries is fixed."""
        groups = [_group(_("Drafts that wait for you"), waiting_for(self.person))]
        organisations = list(Organisation.objects.order_by("sort_key_sr_latn"))
        if rights.may_edit_source(self.person):
            without = f"{reverse('wagtailsnippets_networks_organisation:list')}?lacks=contact"
            groups += [
                _group(_("Facts to verify by today"), to_verify(organisations)),
                _group(_("Organisations without a country or a website"), incomplete(organisations), without),
            ]
        if rights.may_edit_translations(self.person):
            groups.append(untranslated())
        if rights.may_edit_source(self.person):
            groups.append(with_findings())
        return {"groups": [group for group in groups if group.total]}


def _group(heading: str | Promise, items: Iterable[Item], all_address: str = "") -> Group:
    found = list(items)
    return Group(heading, found[:SHOWN], len(found), all_address if len(found) > SHOWN else "")


def edit_address(thing: Any) -> str:
    """Return where a page or snippet is edited."""
    viewset = getattr(type(thing), "snippet_viewset", None)
    if viewset is not None:
        return reverse(viewset.get_url_name("edit"), args=[thing.pk])
    return reverse("wagtailadmin_pages:edit", args=[thing.pk])


def waiting_for(person: Any) -> list[Item]:
    """Return what has been submitted and `person` may approve."""
    states = TaskState.objects.reviewable_by(person).filter(status=TaskState.STATUS_IN_PROGRESS)
    states = states.select_related("revision", "revision__content_type", "revision__base_content_type")
    return [
        Item(state.revision.object_str, _address_of_revision(state.revision)) for state in states.distinct()
    ]


def _address_of_revision(revision: Any) -> str:
    model = revision.content_type.model_class()
    viewset = getattr(model, "snippet_viewset", None)
    name = viewset.get_url_name("edit") if viewset else "wagtailadmin_pages:edit"
    return reverse(name, args=[revision.object_id])


def to_verify(organisations: list[Organisation]) -> list[Item]:
    """Return what was to be verified again by today."""
    today = timezone.localdate()
    things: list[Any] = [*NetworkPage.objects.filter(_due(today)), *Hotline.objects.filter(_due(today))]
    things += [one for one in organisations if one.verify_by and one.verify_by <= today]
    return [
        Item(str(thing), edit_address(thing), f"{thing.verify_by:%-d.%-m.%Y.}")
        for thing in sorted(things, key=lambda thing: thing.verify_by)
    ]


def _due(today: datetime.date) -> Q:
    return Q(verify_by__lte=today)


def incomplete(organisations: list[Organisation]) -> list[Item]:
    """Return the organisations without a country or a website."""
    return [
        Item(one.name_sr_latn, edit_address(one))  # type: ignore[attr-defined]
        for one in organisations
        if not one.country or not one.website
    ]


def untranslated() -> Group:
    """Return the fields whose English is missing or outdated, outdated ones first."""
    rows = in_overview().filter(state__in=OPEN_STATES)
    # "outdated" comes after "missing" in the alphabet; what visitors read wrongly matters more.
    first = rows.select_related("root_type", "owner_type").order_by("-state", "label")[:SHOWN]
    items = [
        Item(row.label, field_address(row) or "", f"{row.field_label} · {row.get_state_display()}")
        for row in first
    ]
    return Group(_("English is missing or outdated"), items, rows.count(), reverse("translations:overview"))


def with_findings() -> Group:
    """Return the texts in which the content checks have found something, slips first."""
    found = summary()
    items = [Item(one.title, one.edit_url, str(one.findings)) for one in found.objects[:SHOWN]]
    return Group(
        _("Texts in which the checks have found something"), items, len(found.objects), found.report_url
    )
