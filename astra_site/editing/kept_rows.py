"""Rows below a page are written only where they differ from what is stored.

A page's rows are saved with it, and django-modelcluster writes each of them, changed or not; the rows
of a draft that were added there have no number, and would be deleted and added anew at every
publication. With hundreds of members that is thousands of statements for one corrected word.
"""

import secrets
from typing import Any

from django.db import models, router, transaction
from django.utils import translation
from modelcluster.models import get_all_child_relations

from astra_site import languages
from astra_site.languages.fields import translated_fields

_Page: Any = object  # the page model, with which it is mixed
_ORDER = "sort_order"
# Rows a statement; SQLite takes no more than 32,766 values.
_BATCH = 200


def new_key() -> str:
    """Return twelve random hexadecimal digits, as static/admin/rows.js makes them."""
    return secrets.token_hex(6)


class KeptRow(models.Model):
    """A row that its page writes, and marks as stored before it is saved with all others."""

    is_stored = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row, unless its page has done so or has found it unchanged."""
        if not self.is_stored:
            super().save(*args, **kwargs)


class KeyedRow(KeptRow):
    """A row that is known by the same key in the form, in drafts and in the database."""

    key = models.CharField(max_length=12, default=new_key, editable=False)

    class Meta:
        abstract = True


class KeepsRowsMixin(_Page):
    """A page whose rows of the kind KeptRow are written only where something in them has changed.

    They are written before the page and without signals, so what listens to the page (the index of
    references, the caches) finds them in the database, and is asked once and not once a row.
    """

    # What the last save wrote or deleted, as it is and as it was, by the name of the relation.
    changed_rows: dict[str, list[Any]]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Write what differs of the rows, then save the page."""
        if self.pk is None or kwargs.get("update_fields") is not None:
            return super().save(*args, **kwargs)
        found = [
            _Rows(self, relation)
            for relation in get_all_child_relations(type(self))
            if _is_kept(self, relation)
        ]
        with translation.override(languages.SOURCE):
            self.changed_rows = {rows.name: rows.write() for rows in found}
        try:
            return super().save(*args, **kwargs)
        finally:
            for rows in found:
                rows.mark(is_stored=False)


def _is_kept(page: Any, relation: Any) -> bool:
    """Tell whether the rows of `relation` are to be written with the page, and by us."""
    return (
        issubclass(relation.related_model, KeptRow)
        and getattr(page, relation.get_accessor_name()).is_deferring
    )


class _Rows:
    """The rows of one relation of a page that is about to be saved, beside the stored ones."""

    def __init__(self, page: Any, relation: Any) -> None:
        self.name = relation.get_accessor_name()
        self.model: Any = relation.related_model
        self.rows: list[Any] = list(getattr(page, self.name).all())
        self.stored = {row.pk: row for row in self.model._base_manager.filter(**{relation.field.name: page})}
        self.fields = [field for field in self.model._meta.concrete_fields if not field.primary_key]
        ignored = {*translated_fields(self.model), relation.field.name}
        self.compared = [field.attname for field in self.fields if field.name not in ignored]

    def write(self) -> list[Any]:
        """Write what differs and return it, as it is and as it was."""
        self._number()
        different = {row: self._differences(row) for row in self.rows if row.pk in self.stored}
        moved = [row for row, names in different.items() if names == {_ORDER}]
        changed = [row for row, names in different.items() if names - {_ORDER}]
        new = [row for row in self.rows if row.pk not in self.stored]
        gone = self.stored.keys() - {row.pk for row in self.rows}
        objects = self.model._base_manager
        objects.filter(pk__in=gone)._raw_delete(router.db_for_write(self.model))
        objects.bulk_create(new, batch_size=_BATCH)
        objects.bulk_update(changed, [field.name for field in self.fields], batch_size=_BATCH)
        objects.bulk_update(moved, [_ORDER], batch_size=_BATCH)
        self.mark(is_stored=True)
        return [*new, *changed, *(self.stored[pk] for pk in (*(row.pk for row in changed), *gone))]

    def mark(self, *, is_stored: bool) -> None:
        """Say whether the rows need not be written again."""
        for row in self.rows:
            row.is_stored = is_stored

    def _differences(self, row: Any) -> set[str]:
        before = self.stored[row.pk]
        return {name for name in self.compared if getattr(row, name) != getattr(before, name)}

    def _number(self) -> None:
        """Find again, by key or else by what they say, the rows that have no number in the draft."""
        taken = {row.pk for row in self.rows}
        free = {self._identity(row): pk for pk, row in self.stored.items() if pk not in taken}
        for row in self.rows:
            if row.pk is None and (pk := free.pop(self._identity(row), None)):
                row.pk = pk

    def _identity(self, row: Any) -> tuple:
        names = ["key"] if hasattr(row, "key") else [name for name in self.compared if name != _ORDER]
        return tuple(getattr(row, name) for name in names)
