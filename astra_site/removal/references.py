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


def references_in(model: type[Model], content: dict[str, Any]) -> Iterator[tuple[Target, str]]:
    """Yield what a revision with `content` and the rows in it refer to, each with the name of the field.

    Read as it is stored: to build the object of each draft would take queries for each.
    """
    for field in model._meta.get_fields():
        label = capfirst(str(getattr(field, "verbose_name", field.name)))
        for found in _references_of_field(field, content.get(field.name)):
            yield found, label
    for relation in get_all_child_relations(model):
        for row in content.get(relation.get_accessor_name()) or ():
            yield from references_in(relation.related_model, row)


def _references_of_field(field: Any, stored: Any) -> Iterator[Target]:
    if not stored or isinstance(field, ParentalKey):
        return
    if isinstance(field, ForeignKey):
        yield target(field.related_model, stored)
    elif isinstance(field, ParentalManyToManyField):
        yield from (target(field.related_model, pk) for pk in stored)
    elif hasattr(field, "extract_references"):
        for model, pk, *_where in field.extract_references(field.to_python(stored)):
            yield target(model, pk)


def drafts() -> Iterator[Any]:
    """Yield every page and snippet that has a draft which visitors do not see, with that revision."""
    models = [page_model(), *get_snippet_models()]
    for model in models:
        if issubclass(model, DraftStateMixin):
            waiting = model._default_manager.filter(has_unpublished_changes=True)
            yield from waiting.exclude(latest_revision=None).select_related("latest_revision__content_type")
