"""Rows below a page are written only where they differ from what is stored.

A page's rows are saved with it, and django-modelcluster writes each of them, changed or not; the rows
of a draft that were added there have no number, and would be deleted and added anew at every
publication. With hundreds of members that is thousands of statements for one corrected word.
"""

import secrets
from contextlib import nullcontext
from typing import Any, NamedTuple

from django.db import models, router, transaction
from django.utils import translation
from modelcluster.models import get_all_child_relations
from wagtail.models import Orderable

from astra_site import languages
from astra_site.languages.fields import translated_fields

_Page: Any = object  # the page model, with which it is mixed
_ORDER = "sort_order"
# Rows a statement; SQLite takes no more than 32,766 values.
_BATCH = 200


def new_key() -> str:
    """Return twelve random hexadecimal digits, as static/admin/rows.js makes them."""
    return secrets.token_hex(6)


class KeyedRow(Orderable):
    """A row that is known by the same key in the form, in drafts and in the database."""

    key = models.CharField(max_length=12, default=new_key, editable=False)

    class Meta(Orderable.Meta):
        abstract = True


class ChangedRows(NamedTuple):
    """The rows that a save has written or deleted, as they were and as they are."""

    before: list[Any]
    after: list[Any]


class KeepsRowsMixin(_Page):
    """A page whose rows are written only where something in them has changed.

    They are written before the page and without signals, so what listens to the page (the index of
    references, the caches) finds them in the database, and is asked once and not once a row.
    """

    # What the last save changed, by the name of the relation.
    changed_rows: dict[str, ChangedRows]

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write what differs of the rows, then save the page."""
        if self.pk is None or kwargs.get("update_fields") is not None:
            return super().save(*args, **kwargs)
        found = [_Rows(self, relation) for relation in _unsaved_relations(self)]
        has_changed = any(any(rows.changed) or rows.moved for rows in found)
        with transaction.atomic() if has_changed else nullcontext():
            for rows in found:
                rows.write()
                # Nothing is left for django-modelcluster to write.
                del self._cluster_related_objects[rows.name]
            self.changed_rows = {rows.name: rows.changed for rows in found}
            return super().save(*args, **kwargs)


def _unsaved_relations(page: Any) -> list[Any]:
    """Return the relations to rows that hold something in memory; comments go their own way."""
    relations = get_all_child_relations(type(page))
    rows = [relation for relation in relations if issubclass(relation.related_model, Orderable)]
    return [relation for relation in rows if getattr(page, relation.get_accessor_name()).is_deferring]


class _Rows:
    """The rows of one relation of a page that is about to be saved, beside the stored ones."""

    def __init__(self, page: Any, relation: Any) -> None:
        self.name = relation.get_accessor_name()
        self.model: Any = relation.related_model
        self.fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        ignored = {*translated_fields(self.model), relation.field.name}
        self.compared = [field.attname for field in self.fields if field.name not in ignored]
        rows = list(getattr(page, self.name).all())
        stored = {row.pk: row for row in self.model._base_manager.filter(**{relation.field.name: page})}
        self._number(rows, stored)
        differences = [(row, self._differences(row, stored[row.pk])) for row in rows if row.pk in stored]
        kept = {row.pk for row in rows}
        self.new = [row for row in rows if row.pk not in stored]
        self.different = [row for row, names in differences if names - {_ORDER}]
        self.moved = [row for row, names in differences if names == {_ORDER}]
        self.gone = [row for pk, row in stored.items() if pk not in kept]
        before = [*self.gone, *(stored[row.pk] for row in self.different)]
        self.changed = ChangedRows(before, [*self.new, *self.different])

    def write(self) -> None:
        """Write what differs. In Serbian: bare columns repeat the Serbian ones."""
        objects, names = self.model._base_manager, [field.name for field in self.fields]
        with translation.override(languages.SOURCE):
            if self.gone:
                gone = objects.filter(pk__in=[row.pk for row in self.gone])
                gone._raw_delete(router.db_for_write(self.model))
            objects.bulk_create(self.new, batch_size=_BATCH)
            objects.bulk_update(self.different, names, batch_size=_BATCH)
            objects.bulk_update(self.moved, [_ORDER], batch_size=_BATCH)

    def _differences(self, row: Any, before: Any) -> set[str]:
        return {name for name in self.compared if getattr(row, name) != getattr(before, name)}

    def _number(self, rows: list[Any], stored: dict[int, Any]) -> None:
        """Find again, by key or else by what they say, the rows that have no number in the draft."""
        taken = {row.pk for row in rows}
        free = {self._identity(row): pk for pk, row in stored.items() if pk not in taken}
        for row in rows:
            if row.pk is None:
                row.pk = free.pop(self._identity(row), None)

    def _identity(self, row: Any) -> tuple:
        is_keyed = issubclass(self.model, KeyedRow)
        names = ["key"] if is_keyed else [name for name in self.compared if name != _ORDER]
        return tuple(getattr(row, name) for name in names)
