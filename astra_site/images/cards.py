"""The picture of a page in each language for links to it on other sites: drawn once, then kept.

Its address holds a digest of what is on it and of how it is drawn, so it can be kept for ever by
whoever fetched it, and a new title has a new address.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Model
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from astra_site.images import card_drawing
from astra_site.images.card_drawing import Card
from astra_site.pages import languages

FOLDER = "cards"


class Words(NamedTuple):
    """What a card says of a thing, in the active language."""

    title: str
    kind: str


class Subject(NamedTuple):
    """A kind of thing that has cards, and how to tell what they say."""

    model: type[Model]
    words: Callable[[Model], Words]


_subjects: dict[str, Subject] = {}


def register(name: str, model: type[Model], words: Callable[[Model], Words]) -> None:
    """Let things of `model` have cards; `name` stands in their addresses."""
    _subjects[name] = Subject(model, words)


def published(name: str, pk: int) -> Model | None:
    """Return the published thing that a card's address names, or None."""
    subject = _subjects.get(name)
    if subject is None:
        return None
    found = subject.model._default_manager.filter(pk=pk, live=True).first()
    return getattr(found, "specific", found)


def _subject_of(thing: Model) -> tuple[str, Subject]:
    return next((name, one) for name, one in _subjects.items() if isinstance(thing, one.model))


def card(thing: Model, language: str) -> Card:
    """Return what the card of `thing` says in `language`."""
    _name, subject = _subject_of(thing)
    with translation.override(language):
        words = subject.words(thing)
        return Card(words.title, capfirst(words.kind), _("ASTRA’s networks"))


@cache
def _design() -> bytes:
    """Return how cards are drawn: another drawing, and all cards have other addresses."""
    return Path(card_drawing.__file__).read_bytes()


def digest(card: Card) -> str:
    """Return the version of a card."""
    return hashlib.sha256("\0".join(card).encode() + _design()).hexdigest()[:16]


def address(thing: Model, language: str) -> str:
    """Return the address of the card of `thing` in `language`, without the host."""
    name, _subject = _subject_of(thing)
    version = digest(card(thing, language))
    return reverse("card", args=[name, thing.pk, languages.html_code(language), version])


def picture(thing: Model, language: str) -> bytes:
    """Return the card of `thing` as PNG; the first to ask has it drawn."""
    wanted = card(thing, language)
    name, _subject = _subject_of(thing)
    folder = f"{FOLDER}/{name}/{thing.pk}-{languages.html_code(language)}"
    file = f"{digest(wanted)}.png"
    try:
        with default_storage.open(f"{folder}/{file}", "rb") as kept:
            return kept.read()
    except OSError:
        drawn = card_drawing.draw(wanted)
    _keep(folder, file, drawn)
    return drawn


def _keep(folder: str, file: str, drawn: bytes) -> None:
    """Keep a card in the place of those of earlier titles; a full disk keeps nobody from seeing it."""
    try:
        _directories, old = default_storage.listdir(folder)
    except OSError:
        old = []
    try:
        for name in old:
            default_storage.delete(f"{folder}/{name}")
        default_storage.save(f"{folder}/{file}", ContentFile(drawn))
    except OSError:
        return
