"""Two versions of a page's rows beside each other: only the rows that changed, and in them what did."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import BooleanField, Model, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from astra_site.languages.fields import translated_fields

UNSEEN = {"key", "sort_order"}


class ChangedField(NamedTuple):
    """What one field of a row said and says."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label.lower()}: {self.before or '–'} → {self.after or '–'}"


class ChangedRow(NamedTuple):
    """A row that is in both versions and differs."""

    name: str
    fields: list[ChangedField]


class RowsComparison:
    """What Wagtail's page of comparison shows of one relation, in the shape in which it shows a field."""

    is_field = True
    is_child_relation = False

    def __init__(self, panel: Any, before: list[Any], after: list[Any]) -> None:
        self.panel = panel
        prefetch_related_objects([*before, *after], panel.chosen)
        self.before, self.after = ({row.key: row for row in rows} for rows in (before, after))

    @classmethod
    def of_pages(cls, panel: Any, *pages: Any) -> "RowsComparison":
        """Return the comparison of an earlier and a later version of a page."""
        return cls(panel, *(list(getattr(page, panel.relation_name).all()) for page in pages))

    def field_label(self) -> str:
        """Return the heading of the rows."""
        return capfirst(str(self.panel.heading))

    def has_changed(self) -> bool:
        """Tell whether any row is new, gone, moved or different."""
        return bool(self.added or self.removed or self.changed or self.is_moved)

    @cached_property
    def added(self) -> list[str]:
        """Return the new rows in words."""
        return [self._in_words(self.after[key]) for key in self.after if key not in self.before]

    @cached_property
    def removed(self) -> list[str]:
        """Return in words the rows that are gone."""
        return [self._in_words(self.before[key]) for key in self.before if key not in self.after]

    @cached_property
    def changed(self) -> list[ChangedRow]:
        """Return the rows that differ."""
        pairs = ((self.before[key], row) for key, row in self.after.items() if key in self.before)
        found = (ChangedRow(self._name(after), list(_fields(before, after))) for before, after in pairs)
        return [row for row in found if row.fields]

    @cached_property
    def is_moved(self) -> bool:
        """Tell whether rows that are in both versions stand in another order."""
        kept = [key for key in self.after if key in self.before]
        return kept != [key for key in self.before if key in self.after]

    def in_words(self) -> list[str]:
        """Return what changed, a phrase for each row."""
        return [
            *(" ".join([pgettext("a row of a list", "New:"), row]) for row in self.added),
            *(" ".join([pgettext("a row of a list", "Removed:"), row]) for row in self.removed),
            *(f"{row.name} ({', '.join(map(str, row.fields))})" for row in self.changed),
        ]

    def htmldiff(self) -> SafeString:
        """Return the rows that changed."""
        return render_to_string("admin/rows_comparison.html", {"rows": self})

    def _name(self, row: Any) -> str:
        try:
            return str(getattr(row, self.panel.chosen))
        except ObjectDoesNotExist:
            return _("(deleted since)")

    def _in_words(self, row: Any) -> str:
        words = [self._name(row), *(words_of(row, name) for name, _heading in row.row_columns if name)]
        return ", ".join(word for word in words if word)


def _fields(before: Any, after: Model) -> Iterator[ChangedField]:
    fields = after._meta.concrete_fields
    bare = set(translated_fields(type(after)))
    for field in fields:
        is_seen = field.editable and not field.primary_key and field.name not in {*UNSEEN, *bare}
        if is_seen and (getattr(before, field.attname) or "") != (getattr(after, field.attname) or ""):
            words = [words_of(row, field.name) for row in (before, after)]
            yield ChangedField(capfirst(str(field.verbose_name)), *words)


def words_of(row: Any, name: str) -> str:
    """Return what a field of a row says, as people say it."""
    said = row.in_words(name)
    if said is not None:
        return str(said)
    field, value = row._meta.get_field(name), getattr(row, name)
    if isinstance(field, BooleanField):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value or "")
