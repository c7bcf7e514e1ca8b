"""From one record to the fields of one model."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model

from astra_site import languages
from networks.clean_html import clean_rich_text
from networks.models.fact import Fact, FactKind
from networks.starter.body import stream
from networks.starter.sources import Sources
from networks.starter.yaml_lines import Record

_VALUES: dict[FactKind, Callable[[Record, str], Any]] = {
    FactKind.LINES: lambda record, key: "\n".join(record.get(key) or []),
    FactKind.NUMBER: lambda record, key: record.get(key),
    FactKind.BOOLEAN: lambda record, key: bool(record.get(key, False)),
}


def _text(record: Record, key: str) -> Any:
    return record.get(key, "")


class FieldSetter:
    """Copies values of a record to an object, in both languages, and keeps count of the keys read."""

    def __init__(self, record: Record, instance: Model, sources: Sources) -> None:
        self.record = record
        self.instance = instance
        self.sources = sources

    def fill(self) -> None:
        """Set all fields that the model describes as facts, but for rows of other tables."""
        model = type(self.instance)
        for fact in model.facts:  # type: ignore[attr-defined]
            if fact.is_in_starter and not fact.is_relation:
                self._copy_fact(model, fact, fact.starter_key or fact.name)
        self.copy_source()

    def _copy_fact(self, model: Any, fact: Fact, key: str) -> None:
        if fact.kind is FactKind.RICH_TEXT:
            self.copy_rich_text(key)
        elif fact.is_translated:
            self.copy_texts(key, required=() if fact.field_on(model).blank else (key,))
        elif fact.kind is FactKind.CHOICE:
            self.choose(key, fact.field_on(model).flatchoices, fact.field_on(model).default)
        elif fact.kind is FactKind.DAY:
            self.copy_dates(key)
        else:
            setattr(self.instance, fact.name, _VALUES.get(fact.kind, _text)(self.record, key))

    def copy(self, *keys: str) -> None:
        """Set fields that have no languages; an absent key empties the field."""
        for key in keys:
            setattr(self.instance, key, self.record.get(key, ""))

    def copy_texts(self, *keys: str, required: tuple[str, ...] = ()) -> None:
        """Set fields that have two languages."""
        for key in keys:
            self.set_text(key, self.record.text(key, required=key in required))

    def copy_rich_text(self, key: str) -> None:
        """Set a field of rich text in two languages."""
        text = self.record.text(key)
        self.set_text(key, {language: clean_rich_text(html) for language, html in text.items()})

    def set_text(self, field: str, text: dict[str, str]) -> None:
        """Set both columns of `field`."""
        for language, value in text.items():
            setattr(self.instance, languages.column(self.instance, field, language), value)

    def copy_dates(self, *keys: str) -> None:
        """Set date fields."""
        for key in keys:
            value = self.record.get(key)
            if value is not None and not isinstance(value, datetime.date):
                raise self.record.error(f"“{key}” must be a day such as 2026-11-24")
            setattr(self.instance, key, value)

    def copy_source(self) -> None:
        """Set name and address of the source, without which no record is loaded."""
        self.record.require("source")
        name, url = self.sources.find(self.record)
        if hasattr(self.instance, "source_name"):
            self.set_text("source_name", name)
        self.instance.source_url = url  # type: ignore[attr-defined]

    def copy_streams(self, *keys: str) -> None:
        """Set streams in both languages."""
        for key in keys:
            self._copy_stream(key)

    def _copy_stream(self, key: str) -> None:
        body = self.record.get(key) or {}
        for code, language in (("sr", languages.SOURCE), ("en", languages.ENGLISH)):
            blocks = body.get(code) or []
            column = languages.column(self.instance, key, language)
            setattr(self.instance, column, stream(blocks, self.record, self.sources, language))

    def choose(self, key: str, choices: Iterable[tuple[Any, Any]], default: str = "") -> None:
        """Set a field whose value must be one of `choices`."""
        value = self.record.get(key, default)
        known = [str(choice) for choice, _label in choices]
        if value not in known:
            raise self.record.error(f"“{key}” is {value!r}, expected one of {', '.join(known)}")
        setattr(self.instance, key, value)
