"""The two languages of the site, and in which column of a model each one lives.

The ground floor of everything translated: it knows no page. `registering` gives models their columns,
`fields` tells which ones have them, `fallback` reads a field or the source text, `script` the alphabet of a
Serbian page, `source_language` keeps Serbian out of English columns, `normalised` tells what of a value
counts as its text, `language_labels` names a column for people, `preview` previews in each language.
"""

from django.conf import settings
from django.db.models import Model
from django.utils import translation

from astra_site.languages import script

SOURCE = "sr-latn"
ENGLISH = "en"
CODES = (SOURCE, ENGLISH)
# Serbian once more, in the other alphabet: derived from the finished page, so nothing is stored in it.
CYRILLIC = "sr-cyrl"
VERSIONS = (SOURCE, CYRILLIC, ENGLISH)
_HTML = {SOURCE: "sr-Latn", CYRILLIC: "sr-Cyrl", ENGLISH: "en"}
_SUFFIX = {SOURCE: "_sr_latn", ENGLISH: "_en"}


def active() -> str:
    """Return the code of the language in which the current page is written."""
    language = translation.get_language()
    return language if language in CODES else settings.LANGUAGE_CODE


def version() -> str:
    """Return the code of the version of the site that is being made: the active language or Cyrillic."""
    language = active()
    return CYRILLIC if language == SOURCE and script.is_cyrillic() else language


def of_interface() -> str:
    """Return the active language, or Cyrillic where staff chose it; what they edit is Latin anyway."""
    return CYRILLIC if translation.get_language() == CYRILLIC else active()


def source_of(version: str) -> str:
    """Return the language from which a version of the site is made."""
    return SOURCE if version == CYRILLIC else version


def other(language: str) -> str:
    """Return the other one of the two languages."""
    return SOURCE if language == ENGLISH else ENGLISH


def of_path(path: str) -> str:
    """Return the language of an address: /en/… is English, all others are Serbian."""
    return ENGLISH if path == "/en" or path.startswith("/en/") else SOURCE


def path_column(language: str) -> str:
    """Return the column of the base page that holds its tree path in `language`."""
    return "url_path_en" if language == ENGLISH else "url_path"


def html_code(language: str) -> str:
    """Return `language` as <html lang> and hreflang want it: sr-Latn, en; that of a foreign name as it is."""
    return _HTML.get(language, language)


def column(model: type[Model] | Model, field: str, language: str) -> str:
    """Return the name of the column that holds `field` of `model` in `language`.

    Fields of the base page keep Serbian in the column that Wagtail made (title, title_en); all
    others are django-modeltranslation's (lead_sr_latn, lead_en).
    """
    names = model._meta._forward_fields_map  # type: ignore[attr-defined]
    suffixed = field + _SUFFIX[language]
    if suffixed in names:
        return suffixed
    if field not in names:
        raise AttributeError(f"{model._meta.label} has no field {field!r}")
    return field
