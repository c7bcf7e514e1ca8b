"""What an object refers to, read from its own fields: also of a draft, which no index knows."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db.models import ForeignKey, Model
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import AbstractPage, DraftStateMixin
from wagtail.snippets.models import get_snippet_models


class Target(NamedTuple):
    """An object by what never changes of it; every kind of page counts as page."""

    model: type[Model]
    pk: str


def page_model() -> Any:
    """Return the model of all pages."""
    return apps.get_model(settings.WAGTAIL_PAGE_MODEL)


def target(model: type[Model], pk: object) -> Target:
    """Return by what the object of `model` with this key is known."""
    base = page_model() if issubclass(model, AbstractPage) else model
    return Target(base, str(pk))


def target_of(instance: Model) -> Target:
    """Return by what `instance` is known."""
    return target(type(instance), instance.pk)


def references_in(instance: Any) -> Iterator[tuple[Target, str]]:
    """Yield what `instance` and the rows below it refer to, each with the name of the field."""
    for field in instance._meta.get_fields():
        label = capfirst(str(getattr(field, "verbose_name", field.name)))
        for found in _references_of_field(instance, field):
            yield found, label
    for relation in get_all_child_relations(type(instance)):
        for row in getattr(instance, relation.get_accessor_name()).all():
            yield from references_in(row)


def _references_of_field(instance: Any, field: Any) -> Iterator[Target]:
    if isinstance(field, ForeignKey):
        pk = getattr(instance, field.attname)
        if pk and not isinstance(field, ParentalKey):
            yield target(field.related_model, pk)
    elif isinstance(field, ParentalManyToManyField):
        for other in field.value_from_object(instance):
            yield target_of(other)
    elif hasattr(field, "extract_references"):
        for model, pk, *_where in field.extract_references(field.value_from_object(instance) or ""):
            yield target(model, pk)


def drafts() -> Iterator[Any]:
    """Yield every page and snippet as its newest draft has it, where that is not what visitors see."""
    models = [page_model(), *get_snippet_models()]
    for model in models:
        if issubclass(model, DraftStateMixin):
            waiting = model._default_manager.filter(has_unpublished_changes=True)
            for thing in waiting.exclude(latest_revision=None).select_related("latest_revision"):
                yield thing.latest_revision.as_object()
