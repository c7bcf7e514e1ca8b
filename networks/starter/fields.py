"""From one record to the fields of one model."""

import datetime
from typing import Any

from django.db.models import Model

from astra_site import languages
from networks.starter.body import clean_rich_text, stream
from networks.starter.documents import Record
from networks.starter.sources import Sources


class FieldSetter:
    """Copies values of a record to an object, in both languages, and keeps count of the keys read."""

    def __init__(self, record: Record, instance: Model, sources: Sources) -> None:
        self.record = record
        self.instance = instance
        self.sources = sources

    def copy(self, *keys: str, default: Any = "") -> None:
        """Set fields that have no languages; an absent key empties the field."""
        for key in keys:
            setattr(self.instance, key, self.record.get(key, default))

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
        """Set name and address of the source."""
        name, url = self.sources.find(self.record)
        if "source_name" in self.instance._meta._forward_fields_map:  # type: ignore[attr-defined]
            self.set_text("source_name", name)
        self.instance.source_url = url  # type: ignore[attr-defined]

    def copy_body(self) -> None:
        """Set the stream in both languages."""
        body = self.record.get("body") or {}
        for code, language in (("sr", languages.SOURCE), ("en", languages.ENGLISH)):
            blocks = body.get(code) or []
            column = languages.column(self.instance, "body", language)
            setattr(self.instance, column, stream(blocks, self.record, self.sources, language))

    def choose(self, key: str, choices: Any, default: str = "") -> None:
        """Set a field whose value must be one of `choices`."""
        value = self.record.get(key, default)
        if value not in choices.values:
            raise self.record.error(f"“{key}” is {value!r}, expected one of {', '.join(choices.values)}")
        setattr(self.instance, key, value)
