"""The objects that are checked, each as last saved, with a fixed number of queries a model."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from modeltranslation.translator import translator
from wagtail.models import Comment, DraftStateMixin, Revision, get_page_models

from astra_site.content_checks.checker import LocatedFinding, check
from astra_site.content_checks.registry import all_names
from astra_site.editing.edit_urls import edit_url_of
from astra_site.languages.fields import translated_fields
from astra_site.pages.models import BasePage


class CheckedObject(NamedTuple):
    """An object and what was found in it, in words that can be remembered; the object itself is large."""

    title: str
    model: str
    edit_url: str
    places: list[LocatedFinding]

    @property
    def slips(self) -> int:
        """Return how many of the findings are certain."""
        return sum(place.is_error for place in self.places)


def checked_models() -> list[type[Model]]:
    """Return every page, snippet and setting with translated texts; what belongs to one comes with it."""
    pages = [model for model in get_page_models() if model is not BasePage and not model._meta.abstract]
    others = [
        model
        for model in translator.get_registered_models(abstract=False)
        if not issubclass(model, BasePage) and not _is_child(model) and translated_fields(model)
    ]
    return pages + sorted(others, key=lambda model: model._meta.label)


def _is_child(model: type[Model]) -> bool:
    return any(isinstance(field, ParentalKey) for field in model._meta.get_fields())


def check_everything() -> list[CheckedObject]:
    """Check all objects, those with findings and those without."""
    names = all_names()
    return [
        CheckedObject(
            # As staff lists show it.
            getattr(instance, "draft_title", "") or str(instance),
            instance._meta.label_lower,
            edit_url_of(instance),
            check(instance, names),
        )
        for model in checked_models()
        for instance in latest_versions(model)
    ]


def latest_versions(model: type[Model]) -> Iterator[Model]:
    """Yield the objects of `model` as last saved: the draft where there is one newer than the page."""
    accessors = [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if relation.related_model is not Comment
    ]
    instances = list(model._default_manager.prefetch_related(*accessors))
    drafts = _drafts(instances) if issubclass(model, DraftStateMixin) else {}
    for instance in instances:
        yield drafts.get(instance.pk, instance)


def _drafts(instances: list[Any]) -> dict[int, Model]:
    ids = {
        instance.latest_revision_id: instance for instance in instances if instance.has_unpublished_changes
    }
    revisions = Revision.objects.filter(pk__in=list(ids))
    return {ids[revision.pk].pk: _restored(ids[revision.pk], revision) for revision in revisions}


def _restored(instance: Any, revision: Revision) -> Model:
    """Return the object of `revision` without the queries that asking for what it refers to would take."""
    many = {field.name for field in instance._meta.many_to_many}
    content = {name: value for name, value in revision.content.items() if name not in many}
    return type(instance).from_serializable_data(content, check_fks=False)
