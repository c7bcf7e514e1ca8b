"""The translated texts of an object and of what belongs to it, as passages."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField

from astra_site import languages
from astra_site.content_checks.passages import Link, Passage, plain_passage, rich_passages
from astra_site.content_checks.stream_passages import stream_passages
from astra_site.languages.fields import translated_fields

# Fields in which a text is a heading.
HEADINGS = {"title", "heading", "name"}


class Text(NamedTuple):
    """One translated field in one language."""

    field: str
    column: str
    label: str
    language: str
    passages: tuple[Passage, ...]


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def pairs_of(instance: models.Model) -> Iterator[tuple[Text, Text]]:
    """Yield each translated field of `instance` and of its children, in Serbian and in English."""
    for name in translated_fields(type(instance)):
        yield _text(instance, name, languages.SOURCE), _text(instance, name, languages.ENGLISH)
    for relation in get_all_child_relations(type(instance)):
        child_model = relation.related_model
        for number, child in enumerate(getattr(instance, relation.get_accessor_name()).all(), start=1):
            place = f"{capfirst(str(child_model._meta.verbose_name))} {number}"
            for name in translated_fields(child_model):
                yield (
                    _text(child, name, languages.SOURCE, place),
                    _text(child, name, languages.ENGLISH, place),
                )


def _text(instance: models.Model, name: str, language: str, place: str = "") -> Text:
    column = languages.column(instance, name, language)
    model = type(instance)
    label = capfirst(str(_field(model, name).verbose_name))
    passages = tuple(_passages(_field(model, name), getattr(instance, column), name))
    # A child's own column is no place in the form; its relation would need a number of the form.
    return Text(name, "" if place else column, f"{place} › {label}" if place else label, language, passages)


def _passages(field: models.Field | None, value: Any, name: str) -> Iterator[Passage]:
    if not value:
        return
    if isinstance(field, StreamField):
        yield from stream_passages(value)
    elif isinstance(field, RichTextField):
        yield from rich_passages(str(value))
    elif isinstance(field, models.URLField):
        yield Passage("", "", (Link("", str(value), 0),))
    else:
        for line in str(value).splitlines():
            yield plain_passage(line, is_heading=name in HEADINGS)
