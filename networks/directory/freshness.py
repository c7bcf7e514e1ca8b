"""The directory in the memory of each process, and when that is out of date (astra_site/caching/cache.py)."""

from django.db.models.signals import m2m_changed
from django.http import HttpRequest
from wagtail.signals import post_page_move

from astra_site import languages
from astra_site.caching.cache import Cache
from astra_site.pages import signals
from networks.directory import rows
from networks.directory.facets import Choices
from networks.directory.index import Index, build
from networks.models import FieldOfWork, Membership, NetworkPage, Organisation


def _read() -> dict[str, Index]:
    content = rows.read()
    return {language: build(content, language) for language in languages.CODES}


DIRECTORY = Cache("directory", _read)


def index(language: str, request: HttpRequest | None = None) -> Index:
    """Return the directory's index in `language`, made anew if anything has changed."""
    return DIRECTORY.get(request)[language]


def choices_of(request: HttpRequest) -> Choices:
    """Return what the address of `request` chooses from the directory."""
    return Choices.read(index(languages.active(), request), request.GET)


def connect() -> None:
    """Listen to everything that the directory shows."""
    DIRECTORY.depends_on(FieldOfWork, Membership, NetworkPage, Organisation)
    m2m_changed.connect(DIRECTORY.invalidate, sender=Organisation.fields_of_work.through)
    signals.paths_changed.connect(DIRECTORY.invalidate)
    post_page_move.connect(DIRECTORY.invalidate)
