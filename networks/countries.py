"""Countries: codes of ISO 3166-1, names from Unicode CLDR (Babel), never typed by hand."""

import pickle  # nosec B403
from functools import cache
from pathlib import Path

from babel import localedata

from astra_site import languages
from astra_site.cyrillic.order import sort_key
from astra_site.serbian.folding import fold

# Babel's files with the names, a later one over an earlier. Its `Locale` knows them by itself, but keeps 7 MB
# in each worker: all it knows of these languages, and what all others inherit from which.
_BABEL = {
    languages.SOURCE: ["sr_Latn"],
    languages.CYRILLIC: ["sr"],
    languages.ENGLISH: ["en", "en_001", "en_GB"],
}
# The short names that CLDR has beside its long ones and Babel leaves out (alt="short").
_SHORT = {
    languages.SOURCE: {"HK": "Hongkong", "US": "SAD"},
    languages.CYRILLIC: {"HK": "Хонгконг", "US": "САД"},
    languages.ENGLISH: {"HK": "Hong Kong"},
}
# In CLDR but not countries of ISO 3166-1: groups, territories without people and private codes.
# XK is a code of CLDR's own for Kosovo; whether and how it is used is the editors' decision.
_NOT_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}


@cache
def names(language: str) -> dict[str, str]:
    """Return the names of all countries in `language`, by their codes."""
    long = _long_names(language)
    if language == languages.ENGLISH:
        # As in a sentence: CLDR writes "Bosnia & Herzegovina".
        long = {code: name.replace(" & ", " and ") for code, name in long.items()}
    return long | _SHORT[language]


@cache
def _long_names(language: str) -> dict[str, str]:
    return {
        code: name
        for file in _BABEL[language]
        for code, name in _territories(file).items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


def _territories(name: str) -> dict[str, str]:
    file = Path(localedata.resolve_locale_filename(name))
    about = pickle.loads(file.read_bytes())  # noqa: S301 # nosec B301 - of the library, not of a visitor
    found: dict[str, str] = about.get("territories", {})
    return found


def country_name(code: str, language: str | None = None) -> str:
    """Return the name of the country `code` in `language` (by default as the page or the admin speaks)."""
    return names(language or languages.of_interface()).get(code, "")


def country_choices() -> list[tuple[str, str]]:
    """Return codes and names in the order of the active language."""
    return sorted(names(languages.of_interface()).items(), key=lambda item: sort_key(item[1]))


def code_of(name: str) -> str:
    """Return the code of the country that is called `name` in Serbian or English, or nothing."""
    known = (
        (code, known_name)
        for language in languages.CODES
        for names_of in (names, _long_names)
        for code, known_name in names_of(language).items()
    )
    return next((code for code, known_name in known if fold(known_name) == fold(name)), "")
