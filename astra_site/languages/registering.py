"""Which fields have languages: every model says so itself, beside its fields, in `translated_fields`.

An app calls this from its module `translation`, for which django-modeltranslation looks. Serbian is required
where the field is, English never.
"""

from typing import Any

from django.apps import apps
from modeltranslation.translator import TranslationOptions, translator

from astra_site import languages


def register_models_of(app_label: str) -> None:
    """Register each model of an app that has translated fields."""
    for model in apps.get_app_config(app_label).get_models():
        if getattr(model, "translated_fields", ()):
            _register(model)


def _register(model: Any) -> None:
    fields = [model._meta.get_field(name) for name in model.translated_fields]
    required = tuple(field.name for field in fields if not field.blank)
    options = {"fields": model.translated_fields, "required_languages": {languages.SOURCE: required}}
    translator.register(model, type(f"{model.__name__}Translation", (TranslationOptions,), options))
    for field in fields:
        if hasattr(field, "extract_references"):
            # The bare column repeats the Serbian one, so a link in it would be listed twice.
            field.extract_references = lambda _value: ()
