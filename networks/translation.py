"""Which fields have languages. django-modeltranslation looks for this module's name.

Each model says so itself, beside its fields, in `translated_fields`; Serbian is required where the
field is, English never.
"""

from typing import Any

from modeltranslation.translator import TranslationOptions, translator

from networks import models

REQUIRED = {
    models.FieldOfWork: ("name",),
    models.HomePage: ("heading", "lead"),
    models.NetworkIndexPage: ("lead",),
    models.NetworkPage: ("short_name", "lead"),
    models.Organisation: ("name",),
    models.OrganisationIndexPage: ("lead",),
    models.OverlapsPage: ("lead",),
    models.StatedCount: ("what",),
    models.StrategicDirection: ("text",),
    models.TimelinePage: ("lead",),
}


def register(model: Any) -> None:
    """Register `model` with its own list of fields."""
    options = {"fields": model.translated_fields, "required_languages": {"sr-latn": REQUIRED.get(model, ())}}
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
    models.FieldOfWork,
    models.HomePage,
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
    models.TimelinePage,
):
    register(translated_model)
