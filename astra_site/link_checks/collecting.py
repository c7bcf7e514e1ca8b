"""Finds every link of the content, whatever field it stands in: nothing is listed, the fields tell."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Field, Model, TextField, URLField
from django.utils.text import capfirst
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField

from astra_site.content_checks.passages import rich_passages
from astra_site.content_checks.subjects import checked_models, latest_versions
from astra_site.editing.edit_urls import edit_url_of
from astra_site.languages.fields import translated_fields

WEB = ("https://", "http://")
# How rich text names what it leads to on this site.
OWN = ("page:", "document:")
LONGEST = 2000


class StandingLink(NamedTuple):
    """A link and where in an object's form it stands."""

    url: str
    title: str
    kind: str
    field: str
    edit_url: str


def all_places() -> Iterator[StandingLink]:
    """Yield every link of every page, snippet and setting, as last saved, each place once."""
    for model in checked_models():
        for instance in latest_versions(model):
            yield from dict.fromkeys(places_in(instance))


def places_in(instance: Any) -> Iterator[StandingLink]:
    """Yield the links of an object and of the rows that belong to it."""
    title = getattr(instance, "draft_title", "") or str(instance)
    edit_url = edit_url_of(instance)
    for field, url, path in _links_in(instance):
        anchor = f"#:w:contentpath={path}" if path and edit_url else ""
        yield StandingLink(
            url, title[:300], instance._meta.label_lower, field[:200], f"{edit_url}{anchor}"[:500]
        )
    for relation in get_all_child_relations(type(instance)):
        rows = getattr(instance, relation.get_accessor_name()).all()
        for number, row in enumerate(rows, start=1):
            name = f"{capfirst(str(row._meta.verbose_name))} {number}"
            for field, url, _path in _links_in(row):
                place = f"{name} › {field}"
                yield StandingLink(url, title[:300], instance._meta.label_lower, place[:200], edit_url)


def _links_in(instance: Model) -> Iterator[tuple[str, str, str]]:
    """Yield the name of the field, the link, and its place in the form."""
    # Beside the columns of its languages a translated field stands once more, under its bare name.
    bare = set(translated_fields(type(instance)))
    for field in instance._meta.concrete_fields:
        if field.name not in bare:
            label = capfirst(str(field.verbose_name))
            for url, block in _links_of(field, getattr(instance, field.attname)):
                if len(url) <= LONGEST:
                    yield label, url, f"{field.name}.{block}" if block else field.name


def _links_of(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if not value:
        return
    if isinstance(field, StreamField):
        for block in value.raw_data:
            for url in _links_in_data(block.get("value")):
                yield url, block.get("id") or ""
    elif isinstance(field, URLField | TextField):
        for url in _links_in_data(str(value)):
            yield url, ""


def _links_in_data(value: Any) -> Iterator[str]:
    """Yield the links of a text, or of whatever a block holds."""
    if isinstance(value, str):
        yield from _links_in_text(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _links_in_data(part)
    elif isinstance(value, list):
        for part in value:
            yield from _links_in_data(part)


def _links_in_text(text: str) -> Iterator[str]:
    if text.startswith(WEB) and not any(sign.isspace() for sign in text):
        yield text
    elif "<a " in text:
        for passage in rich_passages(text):
            yield from (link.url for link in passage.links if link.url.startswith(WEB + OWN))
