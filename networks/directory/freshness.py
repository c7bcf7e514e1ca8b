"""The directory in the memory of each process, and when that is out of date (astra_site/caching/cache.py)."""

from functools import partial

from django.http import HttpRequest

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.languages import script
from networks.directory import rows
from networks.directory.facets import Choices
from networks.directory.index import Index, build
from networks.directory.sets import Sets, sets_of


def _read() -> Sets:
    # What was made of the reading before has no use any more, and is as large.
    for version in VERSIONS.values():
        version.known = None
    return sets_of(rows.read())


def _build(version: str) -> Index:
    return build(DIRECTORY.get(), version)


DIRECTORY = Cache(_read)
# One by one: who asks for a page after a change waits for no other version of the site.
VERSIONS = {version: Cache(partial(_build, version)) for version in languages.VERSIONS}


def index(language: str, request: HttpRequest | None = None) -> Index:
    """Return the directory's index in `language`, made anew if anything has changed.

    For a Cyrillic page it is that of Serbian in the other order.
    """
    is_cyrillic = language == languages.SOURCE and script.is_cyrillic()
    return VERSIONS[languages.CYRILLIC if is_cyrillic else language].get(request)


def choices_of(request: HttpRequest) -> Choices:
    """Return what the address of `request` chooses from the directory."""
    return Choices.read(index(languages.active(), request), request.GET)
