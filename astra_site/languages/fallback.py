"""A field's text in the visitor's language, or in Serbian and marked so where English is missing."""

from typing import Any, NamedTuple

from django.db.models import Model

from astra_site import languages


class TranslatedValue(NamedTuple):
    """A value and the language in which it is written, which need not be the one asked for."""

    value: Any
    language: str
    is_fallback: bool


def is_empty(value: Any) -> bool:
    """Tell whether a translated value says nothing: None, "", an empty stream."""
    return value is None or (not value and value != 0)


def translated(instance: Model, field: str, language: str | None = None) -> TranslatedValue:
    """Return `field` of `instance` in `language` (the active one by default), else in Serbian."""
    language = language or languages.active()
    value = getattr(instance, languages.column(instance, field, language))
    if not is_empty(value) or language == languages.SOURCE:
        # Names that are not translated are written in a language of their own.
        foreign = getattr(instance, "foreign_language", None)
        written = foreign(field) if foreign else ""
        return TranslatedValue(value, written or language, is_fallback=False)
    source = getattr(instance, languages.column(instance, field, languages.SOURCE))
    return TranslatedValue(source, languages.SOURCE, is_fallback=not is_empty(source))


def plain(instance: Model, field: str, language: str | None = None) -> str:
    """Return the text of `translated`, for places that cannot carry a `lang` (title, attributes)."""
    value = translated(instance, field, language).value
    return "" if value is None else str(value)
