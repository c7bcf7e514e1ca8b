"""Countries: codes of ISO 3166-1, names from Unicode CLDR (Babel), never typed by hand."""

from functools import cache

from babel import Locale

from astra_site import languages
from astra_site.cyrillic.order import sort_key
from astra_site.serbian.folding import fold

_BABEL = {languages.SOURCE: "sr_Latn", languages.CYRILLIC: "sr_Cyrl", languages.ENGLISH: "en_GB"}
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
    territories = Locale.parse(_BABEL[language]).territories
    return {
        code: name
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
    }


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
