"""The findings of one object, for the panel beside its edit form and for the start page."""

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db.models import Max, Model, QuerySet, Value
from django.urls import reverse
from django.utils.translation import get_language
from wagtail.models import ModelLogEntry, PageLogEntry

from astra_site.content_checks.checker import LocatedFinding, check
from astra_site.content_checks.subjects import CheckedObject, check_everything, checked_models

# Settings and other things without a log may change unseen for so long.
REMEMBERED_SECONDS = 300


def is_checked(instance: Model) -> bool:
    """Tell whether `instance` has texts that are checked."""
    return type(instance) in checked_models()


def findings_of(instance: Model) -> list[LocatedFinding]:
    """Return the findings of `instance` as it is in memory, slips first."""
    return sorted(check(instance), key=lambda place: not place.is_error)


def findings_url(instance: Model) -> str:
    """Return the address that answers with the findings of `instance` as last saved."""
    content_type = ContentType.objects.get_for_model(instance)
    return reverse("content_checks_object", args=[content_type.pk, instance.pk])


def findings() -> list[CheckedObject]:
    """Return the objects with findings, the worst first.

    Everything is checked anew only after somebody has changed something, which a small query tells.
    """
    changes = _last(PageLogEntry).union(_last(ModelLogEntry), all=True).order_by("log")
    key = "-".join(["content-checks", get_language() or "", *(f"{log}:{last}" for log, last in changes)])
    return cache.get_or_set(key, _found, REMEMBERED_SECONDS) or []


def _last(entries: type[Model]) -> QuerySet:
    """Return the number of the newest entry of a log, with the name of the log."""
    name = Value(entries._meta.model_name)
    return (
        entries._default_manager.order_by()
        .values(log=name)
        .annotate(last=Max("pk"))
        .values_list("log", "last")
    )


def _found() -> list[CheckedObject]:
    """Return the objects with findings, those with most slips first."""
    found = [checked for checked in check_everything() if checked.places]
    return sorted(found, key=lambda checked: (-checked.slips, -len(checked.places), checked.title))
