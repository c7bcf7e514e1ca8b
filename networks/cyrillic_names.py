"""What organisations and networks are called on Cyrillic pages: foreign names as their owners write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from astra_site.cyrillic import names
from astra_site.serbian.folding import fold
from networks.models import NetworkPage, Organisation

CYRILLIC = re.compile(r"[\u0400-\u052f]")


class Called(NamedTuple):
    """An organisation or a network: its Serbian name, its own ones, and in which language those are."""

    serbian: str
    own: tuple[str, ...]
    language: str


def forms() -> names.Forms:
    """Return foreign names as such that stay, and Cyrillic ones as their owners write them."""
    found: names.Forms = {}
    for called in (*_organisations(), *_networks()):
        if not called.language or called.language.split("-")[0] == "sr":
            continue
        for own in called.own:
            if not CYRILLIC.search(own):
                found |= names.stays([own])
            elif fold(own) == fold(called.serbian):
                # The Serbian name is this one in Latin letters.
                found[called.serbian] = own
    return found


def _organisations() -> Iterator[Called]:
    rows = Organisation.objects.values_list("name_sr_latn", "original_name", "acronym", "original_language")
    for serbian, own, acronym, language in rows:
        yield Called(serbian or "", (own, acronym), language)


def _networks() -> Iterator[Called]:
    for page in NetworkPage.objects.live().exclude(name_language=""):
        own = (page.title, page.short_name_sr_latn or "", page.acronym)
        yield Called(page.title, own, page.name_language)


def connect() -> None:
    """Tell the Cyrillic pages of these names, and of their changes."""
    names.SOURCES.append(forms)
    names.NAMES.depends_on(Organisation, NetworkPage)
