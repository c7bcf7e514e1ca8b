"""The part of a text in which the words stand, with what was found marked."""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from itertools import islice
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from astra_site.cyrillic.names import as_typed, in_script
from astra_site.search.contacts import SIGNS, asked_contacts, index_keys
from astra_site.search.words import WORD, found_by

LENGTH = 220
MOST_LINES = 2


class MarkedLine(NamedTuple):
    """A line as it is, and escaped with what was found in it marked."""

    text: str
    marked: SafeString


class Span(NamedTuple):
    """Where something that was found stands in a text."""

    start: int
    end: int


def with_marks(text: str, forms: Collection[str], language: str) -> SafeString:
    """Return `text` escaped, with every word and contact in <mark> that was found by one of `forms`."""
    return _marked(in_script(text), forms, language)


def _marked(text: str, forms: Collection[str], language: str) -> SafeString:
    """Mark in a text that is in the alphabet of the page already: a name in it may be cut by a mark."""
    parts, position = [], 0
    for span in sorted(found_in(text, forms, language)):
        if span.start < position:
            continue
        parts += [
            _as_it_is(text[position : span.start]),
            f"<mark>{_as_it_is(text[span.start : span.end])}</mark>",
        ]
        position = span.end
    parts.append(_as_it_is(text[position:]))
    return mark_safe("".join(parts))


def _as_it_is(text: str) -> str:
    return escape(as_typed(text)) if text else ""


def excerpt(text: str, forms: Collection[str], language: str) -> SafeString:
    """Return about LENGTH characters of `text` around the first word found, marked."""
    first = next(iter(found_in(text, forms, language)), None)
    start = max(0, (first.start if first else 0) - LENGTH // 3)
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return mark_safe(f"{before}{with_marks(text[start:end], forms, language)}{after}")


def lines_found(lines: Iterable[str], forms: Collection[str], language: str) -> list[MarkedLine]:
    """Return the first of some lines in which something was found."""
    found = (line for line in lines if any(found_in(line, forms, language)))
    return [MarkedLine(line, with_marks(line, forms, language)) for line in islice(found, MOST_LINES)]


def found_in(text: str, forms: Collection[str], language: str) -> Iterator[Span]:
    """Yield where something of `forms` stands: first the contacts, then the words."""
    if any(form[0] in SIGNS for form in forms):
        for contact in asked_contacts(text):
            if not index_keys(text[contact.start : contact.end]).isdisjoint(forms):
                yield Span(contact.start, contact.end)
    for match in WORD.finditer(text):
        if not found_by(match[0], language).isdisjoint(forms):
            yield Span(*match.span())
