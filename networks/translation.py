"""Which fields have languages. django-modeltranslation looks for this module's name.

Each model says so itself, beside its fields, in `translated_fields`; Serbian is required where the
field is, English never.
"""

from typing import Any

from modeltranslation.translator import TranslationOptions, translator

from astra_site import languages
from networks import models


def register(model: Any) -> None:
    """Register `model` with its own list of fields."""
    required = tuple(name for name in model.translated_fields if not model._meta.get_field(name).blank)
    options = {"fields": model.translated_fields, "required_languages": {languages.SOURCE: required}}
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), options))
    for name in model.translated_fields:
        field = model._meta.get_field(name)
        if hasattr(field, "extract_references"):
            # The bare column repeats the Serbian one, so a link in it would be listed twice.
            field.extract_references = no_references


def no_references(value: object) -> tuple:
    """Find no links."""
    return ()


for translated_model in (
    models.Deed,
    models.FieldOfWork,
    models.HomePage,
    models.MapPage,
    models.Membership,
    models.NetworkIndexPage,
    models.NetworkPage,
    models.Organisation,
    models.OrganisationIndexPage,
    models.OverlapsPage,
    models.PublicPhone,
    models.SiteSettings,
    models.StandardPage,
    models.StatedCount,
    models.StrategicDirection,
    models.GlossaryTerm,
    models.TimelinePage,
):
    register(translated_model)
