"""An organisation's name as a page shows it: in the page's language, and its own where that is another."""

from typing import NamedTuple

from astra_site import languages
from astra_site.languages import text
from networks.models import Organisation


class Name(NamedTuple):
    """An organisation's name as shown, and its own name where that is another one."""

    shown: str
    shown_language: str
    own: str
    own_language: str


def name_of(organisation: Organisation) -> Name:
    """Return the name with its language: "" where it is the language of the page."""
    found = text.translated(organisation, "name")
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
