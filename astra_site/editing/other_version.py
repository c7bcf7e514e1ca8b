"""What another person changed in the rows and blocks of a page, in plain words.

Beside a field of text a form can show the other text. Members, directions and blocks have no such
place; there a sentence says what is new, what is gone and what is different.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.blocks import StreamValue
from wagtail.models import COMMENTS_RELATION_NAME

from astra_site.languages.normalised import normalised

Rows = dict[Any, Model]


def changes(opened: Model, newest: Model) -> list[str]:
    """Return a sentence for each part that `newest` has otherwise than `opened`."""
    return [*_changed_streams(opened, newest), *_changed_rows(opened, newest)]


def _changed_streams(opened: Model, newest: Model) -> Iterator[str]:
    names = {field.name for field in newest._meta.concrete_fields}
    for field in newest._meta.concrete_fields:
        # A translated field is named once for each language, and not by what stands for both.
        if f"{field.name}_en" in names:
            continue
        before, after = getattr(opened, field.attname), getattr(newest, field.attname)
        # An editor of text writes anew what nobody has touched.
        if isinstance(after, StreamValue) and normalised(before) != normalised(after):
            yield _("In the newer version “%(field)s” is different.") % {
                "field": capfirst(field.verbose_name)
            }


def _changed_rows(opened: Model, newest: Model) -> Iterator[str]:
    for relation in get_all_child_relations(type(newest)):
        accessor = relation.get_accessor_name()
        if accessor == COMMENTS_RELATION_NAME:
            continue
        label = capfirst(relation.related_model._meta.verbose_name_plural)
        before, after = _rows(opened, accessor), _rows(newest, accessor)
        found = {
            _("In the newer version, new in “%(rows)s”: %(names)s."): after.keys() - before.keys(),
            _("In the newer version, gone from “%(rows)s”: %(names)s."): before.keys() - after.keys(),
            _("In the newer version, different in “%(rows)s”: %(names)s."): {
                key for key in before.keys() & after.keys() if _values(before[key]) != _values(after[key])
            },
        }
        for sentence, keys in found.items():
            if keys:
                names = ", ".join(sorted(str((before | after)[key]) for key in keys))
                yield sentence % {"rows": label, "names": names}


def has_other_rows(opened: Model, newest: Model, accessor: str) -> bool:
    """Tell whether the rows of one relation differ between two versions."""
    is_in_order = list(_rows(opened, accessor)) == list(_rows(newest, accessor))
    return not is_in_order or bool(changed_rows(opened, newest, accessor))


def changed_rows(opened: Model, newest: Model, accessor: str) -> set[Any]:
    """Return the keys of the rows that one of two versions has otherwise, or alone."""
    before, after = _rows(opened, accessor), _rows(newest, accessor)
    same = {key for key in before.keys() & after.keys() if _values(before[key]) == _values(after[key])}
    return (before.keys() | after.keys()) - same


def _rows(owner: Model, accessor: str) -> Rows:
    """Return the rows by their keys; what has none yet is known by its name."""
    return {getattr(row, "key", None) or row.pk or str(row): row for row in getattr(owner, accessor).all()}


def _values(row: Model) -> dict[str, Any]:
    """Return what a person can see of a row: not which page it belongs to or its place in the list."""
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields
        if field.editable and field.name != "sort_order" and not field.primary_key
    }
