"""The findings of one object, for the panel beside its edit form."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse

from astra_site.content_checks.checker import LocatedFinding, check
from astra_site.content_checks.subjects import checked_models


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
