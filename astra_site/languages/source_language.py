"""Keeps a Serbian text from slipping into an English column.

django-modeltranslation reads and writes the active language wherever code names the bare field.
Wagtail does so when it validates, saves and makes revisions, so an editor whose admin speaks
English would store Serbian fallbacks as English. These methods therefore always run in Serbian.
"""

from typing import Any, Self

from django.utils import translation
from wagtail.fields import RichTextField

from astra_site import languages
from astra_site.languages.normalised import normalised

_Base: Any = object  # RevisionMixin, with which it is mixed


class SourceLanguageMixin(_Base):
    """Runs a model's reading, checking and writing of bare fields in Serbian, the source language."""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate in Serbian."""
        with translation.override(languages.SOURCE):
            self._empty_wordless_texts()
            super().full_clean(*args, **kwargs)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save in Serbian."""
        with translation.override(languages.SOURCE):
            self._empty_wordless_texts()
            return super().save(*args, **kwargs)

    def _empty_wordless_texts(self) -> None:
        """Store "" for the empty paragraph that the editor sends: it would count as a translation."""
        for field in self._meta.concrete_fields:
            value = self.__dict__.get(field.attname) if isinstance(field, RichTextField) else None
            if value and not normalised(value):
                setattr(self, field.attname, "")

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Make the revision in Serbian."""
        with translation.override(languages.SOURCE):
            return super().save_revision(*args, **kwargs)

    def serializable_data(self) -> dict[str, Any]:
        """Return the revision's content, bare fields in Serbian."""
        with translation.override(languages.SOURCE):
            return super().serializable_data()

    @classmethod
    def from_serializable_data(cls, *args: Any, **kwargs: Any) -> Self | None:
        """Restore from a revision's content, bare fields as Serbian."""
        with translation.override(languages.SOURCE):
            return super().from_serializable_data(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Restore onto this object, bare fields as Serbian."""
        with translation.override(languages.SOURCE):
            return super().with_content_json(content)
