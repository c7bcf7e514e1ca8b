"""The part of a text in which the words stand, with the words marked."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from astra_site.search.words import spelling_pattern, stem

LENGTH = 220


def with_marks(text: str, words: list[str], language: str) -> SafeString:
    """Return `text` escaped, with every form of `words` in <mark>."""
    parts, position = [], 0
    for match in _matches(text, words, language):
        if match.start() < position:
            continue
        parts += [escape(text[position : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        position = match.end()
    parts.append(escape(text[position:]))
    return mark_safe("".join(parts))


def excerpt(text: str, words: list[str], language: str) -> SafeString:
    """Return about LENGTH characters of `text` around the first word found, marked."""
    first = next(iter(_matches(text, words, language)), None)
    start = max(0, (first.start() if first else 0) - LENGTH // 3)
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return mark_safe(f"{before}{with_marks(text[start:end], words, language)}{after}")


def _matches(text: str, words: list[str], language: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for word in words:
        shortest = min((word, stem(word, language)), key=len)
        found += spelling_pattern(shortest).finditer(text)
    return sorted(found, key=lambda match: (match.start(), -match.end()))
