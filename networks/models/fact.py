"""One field of a record, and all that the site does with it.

A model describes its fields in `facts`, beside the fields. Spreadsheets, open data with their schema,
the starter content, the search, the list of staff and the facts on a page go by these descriptions, so
a new field is described once and forgotten nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.text import capfirst

from astra_site import languages


class FactKind(StrEnum):
    """What the values of a field are, where a column's type does not say enough."""

    LINE = "line"
    # Several values, one a line.
    LINES = "lines"
    TEXT = "text"
    RICH_TEXT = "rich_text"
    URL = "url"
    EMAIL = "email"
    LANGUAGE = "language"
    COUNTRY = "country"
    CHOICE = "choice"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    PARTIAL_DATE = "partial_date"
    # Rows of other tables.
    KEYS = "keys"
    PHONES = "phones"


RELATIONS = frozenset({FactKind.KEYS, FactKind.PHONES})


@dataclass(frozen=True)
class Fact:
    """The description of one field: private, exported, imported and without languages unless it says so."""

    name: str
    kind: FactKind = FactKind.LINE
    is_translated: bool = False
    # Its name in the open data; empty: not published there.
    public: str = ""
    # The name there of the value in words, as of a code: "Serbia" for RS.
    public_words: str = ""
    # Gives a place away, so nobody is told where the place is secret.
    is_place: bool = False
    # The field that tells how sure it is, where it is a way to reach somebody (models/contacts.py).
    confidence_field: str = ""
    # Other fields without which it says nothing, so that it is told only where they are.
    needs: tuple[str, ...] = ()
    # A name by which the record is known: visitors and staff find it so, and imports compare it.
    is_name: bool = False
    # The field that tells in which language it is, where that may be any.
    language_field: str = ""
    # Found by visitors as part of the text.
    is_searched: bool = False
    # In the spreadsheet of staff, and taken over from there.
    is_exported: bool = True
    is_imported: bool = True
    # The column's name, where it is not the field's, what it is called and what is to be said of it.
    column: str = ""
    label: Promise | str = ""
    explanation: Promise | str = ""
    # Read from the starter content, at this key where it is not the field's name.
    is_in_starter: bool = True
    starter_key: str = ""
    # In the file that the list of staff gives out.
    is_listed: bool = False
    # Its place among the facts on the record's page; 0: not among them. Without a heading of its own it
    # has the label as one.
    page_order: int = 0
    heading: Promise | str = ""

    @property
    def is_relation(self) -> bool:
        """Tell whether the values are rows of another table."""
        return self.kind in RELATIONS

    def label_on(self, model: Any) -> Promise | str:
        """Return what staff call the field; empty for what is worked out and has no name."""
        return self.label or getattr(self.field_on(model), "verbose_name", "")

    def columns_on(self, model: Any) -> list[str]:
        """Return the columns that hold it: one, or one a language."""
        if not self.is_translated:
            return [self.name]
        return [languages.column(model, self.name, language) for language in languages.CODES]

    def heading_on(self, model: Any) -> Any:
        """Return the heading above the value."""
        label: Any = self.label_on(model)
        return self.heading or capfirst(label)

    def field_on(self, model: Any) -> Any:
        """Return the field of `model`; None for a property."""
        try:
            return model._meta.get_field(self.name)
        except FieldDoesNotExist:
            return None


def translated(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the names of the fields that have languages."""
    return tuple(fact.name for fact in facts if fact.is_translated)


def is_told(record: Any, fact: Fact) -> bool:
    """Tell whether everybody may learn the value: no secret place, and no contact that is not published."""
    if not _is_open(record, fact):
        return False
    needed = [other for other in record.facts if other.name in fact.needs] if fact.needs else []
    return all(getattr(record, other.name) not in (None, "") and _is_open(record, other) for other in needed)


def _is_open(record: Any, fact: Fact) -> bool:
    if fact.is_place and record.do_not_publish_location:
        return False
    return not fact.confidence_field or record.publishes_contact(fact.name)


def label_of(record: Any, fact: Fact) -> str:
    """Return the label of what `record` has chosen; the value itself where that is none of the choices."""
    value = getattr(record, fact.name)
    return str(dict(fact.field_on(record).choices).get(value, value))
