"""What a translator opens, and the parts that come with it.

An object that is edited by itself (a page, a snippet, settings, a picture) is called a root; the
rows below it (memberships, phones) are edited and published with it and are its parts.
"""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db.models import Model
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations

from astra_site import languages
from astra_site.languages.fields import translated_fields
from astra_site.pages.models import BasePage


@cache
def parent_key(model: type[Model]) -> str | None:
    """Return the name of the key by which a part hangs on its root, or None for a root."""
    keys = (field.name for field in model._meta.concrete_fields if isinstance(field, ParentalKey))
    return next(keys, None)


@cache
def inline_relations(model: type[Model]) -> tuple[str, ...]:
    """Return the names of the relations of `model` to parts that have translated fields."""
    return tuple(
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if translated_fields(relation.related_model)
    )


def is_root(model: type[Model]) -> bool:
    """Tell whether `model` has something to translate, itself or in its parts, and is edited by itself."""
    if model._meta.abstract or parent_key(model) is not None:
        return False
    return bool(translated_fields(model) or inline_relations(model))


def roots() -> list[type[Model]]:
    """Return every model whose objects a translator opens.

    A bare base page is none: pages are looked at as what they are.
    """
    return [model for model in apps.get_models() if is_root(model) and model is not BasePage]


def owners(root: Model) -> Iterator[Model]:
    """Return `root` and its parts, as they are in memory."""
    yield root
    for relation in inline_relations(type(root)):
        yield from getattr(root, relation).all()


def values(owner: Model, field: str) -> tuple[object, object]:
    """Return the Serbian and the English value of `field`."""
    return (
        getattr(owner, languages.column(owner, field, languages.SOURCE)),
        getattr(owner, languages.column(owner, field, languages.ENGLISH)),
    )


def field_label(model: type[Model], field: str) -> str:
    """Return the name of `field` for people; that of a part says what it is a part of."""
    label = str(getattr(model._meta.get_field(field), "verbose_name", field))
    return f"{model._meta.verbose_name} › {label}" if parent_key(model) else label
