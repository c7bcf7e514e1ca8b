"""An organisation's name as a page shows it: in the page's language, and its own where that is another."""

from typing import NamedTuple

from django.utils.translation import pgettext

from astra_site import languages
from astra_site.languages import fallback
from networks.models import Organisation
from networks.partial_dates import before_punctuation

YEAR = 4


class Name(NamedTuple):
    """An organisation's name as shown, and its own name where that is another one."""

    shown: str
    shown_language: str
    own: str
    own_language: str


def name_of(organisation: Organisation) -> Name:
    """Return the name with its language: "" where it is the language of the page."""
    found = fallback.translated(organisation, "name")
    own, own_language = organisation.original_name, organisation.original_language
    page_language = languages.html_code(languages.active())
    language = languages.html_code(found.language) if found.is_fallback else ""
    if own_language and own_language != page_language and own in {"", found.value}:
        language = own_language
    shows_own = own and own != found.value
    return Name(
        str(found.value or ""),
        language,
        own if shows_own else "",
        own_language if shows_own and own_language != page_language else "",
    )


def ended(organisation: Organisation) -> str:
    """Return that the organisation is no more and since which year; "" where it works."""
    if not organisation.ended:
        return ""
    words = pgettext("an organisation ceased to exist", "dissolved in %(year)s")
    return words % {"year": before_punctuation(organisation.ended[:YEAR])}
