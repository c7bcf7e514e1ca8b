"""What a person reads or hears of a screen, and what of it is nobody's own words."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

UNREAD = {"script", "style", "textarea", "template", "code", "kbd"}
READ_ATTRIBUTES = {
    "alt", "aria-label", "aria-description", "placeholder", "title", "data-w-tooltip-content-value", "label",
}  # fmt: skip
# English that a program needs: nobody reads it on a screen.
NOT_CONTENT = {
    "auth.permission", "contenttypes.contenttype", "sessions.session", "wagtailcore.referenceindex",
    "wagtailcore.modellogentry", "wagtailcore.pagelogentry", "search.entry",
}  # fmt: skip
WORD = re.compile(r"[A-Za-zČčĆćŽžŠšĐđ]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
TAG = re.compile(r"<[^>]+>")


class Texts(HTMLParser):
    """Collects what a person reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._unread += tag in UNREAD
        self.found |= {" ".join(str(values[name]).split()) for name in READ_ATTRIBUTES & set(values)}
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.found.add(" ".join(str(values.get("value", "")).split()))

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.found.add(" ".join(data.split()))


def texts(html: str) -> set[str]:
    """Return what is read of `html`."""
    parser = Texts()
    parser.feed(html)
    return parser.found - {""}


def _stored() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.label_lower in NOT_CONTENT or model._meta.proxy:
            continue
        names = [
            field.name
            for field in model._meta.local_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values_list(*names) if names else ():
            yield from (str(value) for value in row if value)


class Content:
    """What staff have written: names, titles, texts. It is shown as it is stored."""

    def __init__(self) -> None:
        self.values = {" ".join(TAG.sub(" ", text).split()) for text in _stored()}
        self.words = {word for text in self.values for word in WORD.findall(text)}
        self._all = "\n".join(self.values)

    def has(self, text: str) -> bool:
        """Tell whether the whole of `text` was written by staff."""
        bare = text.strip(" ….,:()„”\"'")
        return bare in self.values or (len(bare) > 20 and bare in self._all)


def latin_in(html: str, content: Content, allowed: frozenset[str]) -> set[str]:
    """Return the texts of a Cyrillic screen with Latin words that no staff wrote and nobody allowed."""
    return {text for text in texts(html) if _has_latin(text, content, allowed)}


def _has_latin(text: str, content: Content, allowed: frozenset[str]) -> bool:
    words = {word for word in WORD.findall(text) if len(word) > 1} - allowed
    if not words or content.has(text):
        return False
    # Beside Cyrillic stands what was put into a sentence: a title, a name.
    return bool(words - content.words) if CYRILLIC.search(text) else True
