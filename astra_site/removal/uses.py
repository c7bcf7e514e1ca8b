"""Every place that uses a thing. What is used cannot be deleted, so none may be missed.

Wagtail's index of references knows texts, and relations of what is registered with it. The relations
are asked for once more from the models themselves, and drafts are read: the index knows neither
many-to-many fields nor what nobody has published yet.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import AbstractPage, ReferenceIndex, Site

from astra_site.editing.edit_urls import edit_url_of
from astra_site.removal.references import Target, drafts, references_in, target_of


class Use(NamedTuple):
    """One place that uses a thing."""

    used: Model
    owner: Any
    field: str
    is_draft: bool = False

    @property
    def name(self) -> str:
        """Return what the place is called."""
        if isinstance(self.owner, BaseSiteSetting):
            # Wagtail's name of settings is English, whatever the language.
            return capfirst(str(self.owner._meta.verbose_name))
        is_page = isinstance(self.owner, AbstractPage)
        return self.owner.get_admin_display_title() if is_page else str(self.owner)

    @property
    def kind(self) -> str:
        """Return what sort of thing the place is."""
        is_page = isinstance(self.owner, AbstractPage)
        return capfirst(str(self.owner.page_type_display_name if is_page else self.owner._meta.verbose_name))

    @property
    def url(self) -> str:
        """Return where the place is edited; empty where it has no form."""
        return edit_url_of(self.owner)


def uses_of(objects: Iterable[Model]) -> list[Use]:
    """Return where `objects` are used, each place once; they do not count as places of one another."""
    used = {target_of(instance): instance for instance in _with_pages_below(objects)}
    found: dict[tuple[Target, Target], Use] = {}
    for use in _found(used):
        found.setdefault((target_of(use.used), target_of(use.owner)), use)
    return sorted(found.values(), key=lambda use: (str(use.used), use.kind, use.name))


def _with_pages_below(objects: Iterable[Model]) -> Iterator[Model]:
    """Yield what goes when `objects` go: pages take those below them along."""
    for instance in objects:
        if isinstance(instance, AbstractPage):
            yield from instance.get_descendants(inclusive=True).specific()
        else:
            yield instance


def _in_index(used: dict[Target, Model]) -> Iterator[Use]:
    grouped = ReferenceIndex.get_grouped_references_to_in_bulk(list(used.values()))
    for instance, groups in grouped.items():
        for owner, references in groups:
            yield Use(instance, owner, str(references[0].describe_source_field()))


def _in_relations(used: dict[Target, Model]) -> Iterator[Use]:
    """Yield the rows of any model that point at the objects, but those that are part of them."""
    for model in {type(instance) for instance in used.values()}:
        of_model = {instance.pk: instance for instance in used.values() if type(instance) is model}
        for relation in model._meta.get_fields(include_hidden=True):
            if _is_use(relation):
                yield from _rows(relation, of_model)


def _is_use(relation: Any) -> bool:
    if not relation.auto_created or relation.concrete or isinstance(relation.field, ParentalKey):
        return False
    model = relation.related_model
    # Rights, history and tasks of a page are Wagtail's own and go with it; a site stays behind.
    is_own = model._meta.app_label == "wagtailcore" and model is not Site
    is_link_to_parent = getattr(relation, "parent_link", False)
    is_left_out = getattr(model, "wagtail_reference_index_ignore", False)
    is_alias = relation.field.name == "alias_of"
    return not (is_own or is_link_to_parent or is_left_out or model._meta.auto_created or is_alias)


def _rows(relation: Any, of_model: dict[Any, Model]) -> Iterator[Use]:
    name = relation.field.name
    rows: QuerySet = relation.related_model._default_manager.filter(**{f"{name}__in": list(of_model)})
    if relation.related_model is Redirect:
        # Those that were made by themselves lead from its own old addresses, and go with it.
        rows = rows.exclude(automatically_created=True)
    # The field of Wagtail's settings has no word of its own, so it has no Serbian one.
    label = capfirst(str((relation.model._meta if name == "site" else relation.field).verbose_name))
    for row, pk in _pairs(relation, rows, of_model):
        yield Use(of_model[pk], _owner_of(row), label)


def _pairs(relation: Any, rows: QuerySet, of_model: dict[Any, Model]) -> Iterator[tuple[Any, Any]]:
    """Yield each row with the key of the object that it points at."""
    if relation.many_to_many:
        by_key = rows.values_list("pk", f"{relation.field.name}__pk")
        pairs = [(row, pk) for row, pk in by_key if pk in of_model]
        owners = rows.in_bulk([row for row, _pk in pairs])
        yield from ((owners[row], pk) for row, pk in pairs)
    else:
        yield from ((row, getattr(row, relation.field.attname)) for row in rows)


def _owner_of(row: Any) -> Any:
    """Return what a row belongs to: members to their network, chosen hotlines to the settings."""
    for field in row._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            return _owner_of(getattr(row, field.name))
    return row


def _in_drafts(used: dict[Target, Model]) -> Iterator[Use]:
    for draft in drafts():
        revision = draft.latest_revision
        for found, label in references_in(revision.content_type.model_class(), revision.content):
            if found in used:
                yield Use(used[found], draft, label, is_draft=True)


def is_used(instance: Model) -> bool:
    """Tell whether anything at all uses `instance`; drafts are read only where nothing else does."""
    return any(_found({target_of(instance): instance}))


def _found(used: dict[Target, Model]) -> Iterator[Use]:
    for find in (_in_index, _in_relations, _in_drafts):
        yield from (use for use in find(used) if target_of(use.owner) not in used)


def published_uses(instance: Model) -> Iterator[Use]:
    """Yield the places that visitors can see: not drafts, and nothing that was withdrawn."""
    used = {target_of(instance): instance}
    for find in (_in_index, _in_relations):
        yield from (use for use in find(used) if getattr(use.owner, "live", True))
