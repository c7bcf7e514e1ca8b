"""The findings of one object, for the panel beside its edit form and for the start page."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Max, Model
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageLogEntry

from astra_site.content_checks.checker import Place, check
from astra_site.content_checks.subjects import check_everything, checked_models

# Settings and other things without a log may change unseen for so long.
REMEMBERED_SECONDS = 300


class ToLookAt(NamedTuple):
    """An object with findings, as the start page lists it."""

    title: str
    edit_url: str
    slips: int
    findings: int


class Summary(NamedTuple):
    """What the start page says of the checks."""

    objects: list[ToLookAt]
    slips: int
    findings: int
    report_url: str


def is_checked(instance: Model) -> bool:
    """Tell whether `instance` has texts that are checked."""
    return type(instance) in checked_models()


def findings_of(instance: Model) -> list[Place]:
    """Return the findings of `instance` as it is in memory, slips first."""
    return sorted(check(instance), key=lambda place: not place.is_error)


def findings_url(instance: Model) -> str:
    """Return the address that answers with the findings of `instance` as last saved."""
    content_type = ContentType.objects.get_for_model(instance)
    return reverse("content_checks_object", args=[content_type.pk, instance.pk])


def summary() -> Summary:
    """Return the objects with findings, most slips first.

    Everything is checked anew only after somebody has changed something: two small queries tell.
    """
    changes = (
        PageLogEntry.objects.aggregate(last=Max("pk"))["last"],
        ModelLogEntry.objects.aggregate(last=Max("pk"))["last"],
    )
    key = f"content-checks:{changes[0]}:{changes[1]}"
    objects = cache.get_or_set(key, _objects, REMEMBERED_SECONDS) or []
    return Summary(
        objects,
        sum(one.slips for one in objects),
        sum(one.findings for one in objects),
        reverse("content_checks_report"),
    )


def _objects() -> list[ToLookAt]:
    found = [
        ToLookAt(
            checked.title,
            checked.edit_url,
            sum(place.is_error for place in checked.places),
            len(checked.places),
        )
        for checked in check_everything()
        if checked.places
    ]
    return sorted(found, key=lambda one: (-one.slips, -one.findings, one.title))
