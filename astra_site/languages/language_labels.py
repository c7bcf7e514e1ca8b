"""How a field says in which language it is."""

from django.conf import settings


def in_language(verbose_name: object, language: str) -> str:
    """Return the name of a field's column in `language`: "lead (srpski)"."""
    return settings.MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME(verbose_name, language)
