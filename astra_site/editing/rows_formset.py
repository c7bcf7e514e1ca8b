"""Many rows below a page, of which a form sends only those that somebody has opened.

A row that is not sent stays as it is in the draft. Which rows are gone and in which order they stand is
sent as two lists of keys, so a form without scripts, which sends neither, changes nothing.
"""

import re
from collections.abc import Set
from copy import copy
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet

from astra_site.editing.kept_rows import KeyedRow, new_key

KEY = re.compile(r"[0-9a-f]{12}")
ORDER, REMOVED = "order", "removed"


def indexes_in(data: Any, prefix: str) -> list[int]:
    """Return the numbers by which the fields of the rows that a request sends are named."""
    name = re.compile(rf"{re.escape(prefix)}-(\d+)-key")
    return sorted(int(found[1]) for sent in data if (found := name.fullmatch(sent)))


class RowsFormSet(BaseChildFormSet):
    """The opened rows as forms, and all rows as the request wants them.

    Attributes:
        left_alone: the keys of rows that somebody has opened and not changed while somebody else has:
            they stay as the other person has them (merging.py).
    """

    left_alone: Set[str] = frozenset()

    def initial_form_count(self) -> int:
        """Return 0: each row is found by its key and not by its place."""
        return 0

    def total_form_count(self) -> int:
        """Return the number of rows that were sent; a form that is opened has none."""
        return len(self.indexes)

    @cached_property
    def indexes(self) -> list[int]:
        """Return the numbers by which the fields of the rows that were sent are named."""
        return indexes_in(self.data, self.prefix)

    def add_prefix(self, index: int | str) -> str:
        """Return how the names of a row's fields begin: rows that are taken out leave gaps in the numbers."""
        if self.is_bound and isinstance(index, int):
            index = self.indexes[index]
        prefix: str = super().add_prefix(index)
        return prefix

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound:
            # A copy, for a form writes into its row what was sent, wanted or not.
            kwargs["instance"] = copy(self.row(self.data.get(f"{self.add_prefix(i)}-key", "")))
        return super()._construct_form(i, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add the key, in the place of Django's number, order and mark of deletion."""
        form.fields["key"] = forms.CharField(
            required=False, initial=form.instance.key, widget=forms.HiddenInput
        )

    def form_for(self, row: KeyedRow, index: int) -> Any:
        """Return the form of a row that is being opened, as the `index`-th that will be sent."""
        prefix = f"{self.prefix}-{index}"
        form = self.form(instance=row, prefix=prefix, use_required_attribute=False, **self.form_kwargs)
        self.add_fields(form, index)
        return form

    @cached_property
    def drafted(self) -> dict[str, Any]:
        """Return the rows of the draft by their keys."""
        return {row.key: row for row in self.get_queryset()}

    def row(self, key: str) -> Any:
        """Return the row of the draft with this key, or a new one."""
        return self.drafted.get(key) or self.model(key=key if KEY.fullmatch(key) else new_key())

    def keys_of(self, name: str) -> list[str]:
        """Return one of the two lists that were sent: ORDER or REMOVED."""
        return KEY.findall(self.data.get(f"{self.prefix}-{name}", "")) if self.is_bound else []

    @property
    def touched(self) -> set[str]:
        """Return the keys of the rows that the request adds, changes or removes."""
        return {form.instance.key for form in self.forms if form.has_changed()} | set(self.keys_of(REMOVED))

    def rows(self) -> list[Any]:
        """Return all rows as the request wants them, in their order."""
        changed = [form.instance for form in self.forms if form.has_changed()]
        kept = {**self.drafted, **{row.key: row for row in changed if row.key not in self.left_alone}}
        # A form that saves itself removes nothing: put back later, a row would be gone from the draft.
        if not getattr(self.instance, "is_saved_by_itself", False):
            for key in self.keys_of(REMOVED):
                kept.pop(key, None)
        places = {key: place for place, key in enumerate(self.keys_of(ORDER))}
        return sorted(kept.values(), key=lambda row: places.get(row.key, len(places)))

    def has_changed(self) -> bool:
        """Tell whether any row is new, gone, moved or different."""
        return super().has_changed() or [row.key for row in self.rows()] != list(self.drafted)

    def save(self, commit: bool = True) -> list[Any]:
        """Put the rows below the page; its own save writes them."""
        saved: list[Any] = super(BaseChildFormSet, self).save(commit=False)
        manager = getattr(self.instance, self.rel_name)
        if self.has_changed():
            manager.set(_numbered(self.rows()))
        if commit:
            manager.commit()
        return saved


def _numbered(rows: list[Any]) -> list[Any]:
    """Return the rows with places in ascending order; those that stand so already keep theirs."""
    places = [-1]
    for row in rows:
        places.append(places[-1] + 1 if row.sort_order is None else row.sort_order)
    is_in_order = all(before < after for before, after in pairwise(places))
    for place, row in enumerate(rows):
        row.sort_order = places[place + 1] if is_in_order else place
    return rows
