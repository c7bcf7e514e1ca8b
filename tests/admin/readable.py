"""What a person reads or hears of a screen, and what of it is nobody's own words."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

from networks import wording

UNREAD = {"script", "style", "textarea", "template", "code", "kbd"}
NOT_AROUND_WORDS = {"html", "img", "input", "link", "meta"}
READ_ATTRIBUTES = {
    "alt", "aria-label", "aria-description", "placeholder", "title", "data-w-tooltip-content-value", "label",
}  # fmt: skip
# English that a program needs: nobody reads it on a screen.
NOT_CONTENT = {
    "auth.permission", "contenttypes.contenttype", "sessions.session", "wagtailcore.referenceindex",
    "wagtailcore.modellogentry", "search.entry",
}  # fmt: skip
WORD = re.compile(r"[A-Za-zČčĆćŽžŠšĐđ]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Names, and what is the same in any alphabet.
NAMES = frozenset(
    "API ASTRA AVIF Aegis Atom Authenticator CSV Debian Django Enter English Excel FreeOTP GIF"
    " GeoJSON Google HTML HTTPS ID IP JPEG JPG JSON KB LibreOffice MB Microsoft PDF PNG Python SVG TLS"
    " TSV URL UTC UTF WEBP Wagtail XLSX csv fuzzy latinica srpski xlsx zip".split()
)
AROUND = " ….,:()„”\"'0123456789"
# Of so many characters a text is no single word.
LONG = 12
TAG = re.compile(r"<[^>]+>")
# Addresses, files, zones, names in programs: what is made of more than letters.
NO_WORDS = re.compile(
    r"systemctl \w+ \S+|journalctl --unit \S+|sudo \S+ \w+|„Settings”"
    r"|[^\s„”()]*[A-Za-z][/:_.@][\w+-][^\s„”()]*|/[\w/-]+"
)


class Texts(HTMLParser):
    """Collects what a person reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self._unread = 0
        # Words that a screen quotes in a language of their own.
        self._quote, self._depth = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._quote or ("lang" in values and tag not in NOT_AROUND_WORDS):
            self._quote = self._quote or tag
            self._depth += tag == self._quote
            return
        self._unread += tag in UNREAD
        self.found |= {" ".join((values[name] or "").split()) for name in READ_ATTRIBUTES & set(values)}
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self.found.add(" ".join((values.get("value") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        if self._quote:
            self._depth -= tag == self._quote
            self._quote = self._quote if self._depth else ""
            return
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not (self._unread or self._quote):
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
        values = {" ".join(TAG.sub(" ", text).split()) for text in _stored()}
        # What the content checks propose to write instead is to be copied into a text.
        values |= {form.instead for form in wording.AVOIDED}
        self.words = {word for text in values for word in WORD.findall(text)}
        self._values = {text.strip(AROUND) for text in values}
        self._all = "\n".join(self._values)

    def has(self, text: str) -> bool:
        """Tell whether the whole of `text` was written by staff; a list may be cut short."""
        bare = text.strip(AROUND)
        if bare in self._values or (len(bare) >= LONG and bare in self._all):
            return True
        return bool({",", "*"} & set(bare)) and all(map(self._begins_a_word, WORD.findall(bare)))

    def _begins_a_word(self, word: str) -> bool:
        return word in self.words or any(known.startswith(word) for known in self.words)


def latin_in(html: str, content: Content, allowed: Callable[[str], bool]) -> set[str]:
    """Return the texts of a Cyrillic screen with Latin words that no staff wrote and nobody allowed."""
    return {text for text in texts(html) if _has_latin(text, content) and not allowed(text)}


def _has_latin(text: str, content: Content) -> bool:
    words = {word for word in WORD.findall(NO_WORDS.sub(" ", text)) if len(word) > 1} - NAMES
    if not words or content.has(text):
        return False
    # Beside Cyrillic stands what was put into a sentence: a title, a name.
    return bool(words - content.words) if CYRILLIC.search(text) else True
