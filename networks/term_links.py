"""Links to the glossary from the first use of a term in the running text of a page.

Editors need not think of it. Headings, links, buttons and words of another language are left alone.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpRequest

from astra_site import languages
from astra_site.caching.per_generation import PerGeneration
from astra_site.search.words import folded_parts, stem
from networks.glossary import GLOSSARY
from networks.models import GlossaryTerm

# More of them would be in the way of who knows the words.
MOST = 4
TAGS = re.compile(r"(<[^>]*>)")
TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-z0-9]+)(?P<attributes>[^>]*)>")
WORD = re.compile(r"&\w+;|(?P<word>[^\W_]+)")
BETWEEN_WORDS = re.compile(r"(?:\s|&nbsp;)+")
VOID = frozenset({"br", "embed", "hr", "img", "input", "wbr"})
UNTOUCHED = frozenset({"a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "summary"})
# What editors have written stands in elements of this class.
RUNNING = "rich-text"

Stems = tuple[str, ...]


class LinkedTerms(NamedTuple):
    """The terms of one language by the stem with which they begin, the longest first, and their page."""

    by_first: dict[str, list[tuple[Stems, str]]]
    url: str
    language: str


class Element(NamedTuple):
    """An open element: whether there is running text in it, and whether that is left alone."""

    name: str
    is_running: bool = False
    is_untouched: bool = False


_KNOWN = PerGeneration[LinkedTerms | None]()


def known_terms(request: HttpRequest | None) -> LinkedTerms | None:
    """Return what is linked in the active language; None where no page would explain it."""
    return _KNOWN.get(languages.active(), lambda: _known_terms(request))


def _known_terms(request: HttpRequest | None) -> LinkedTerms | None:
    glossary, language = GLOSSARY.get(request), languages.active()
    url = glossary.page.url_in(language) if glossary.page else None
    if not url:
        return None
    by_first: dict[str, list[tuple[Stems, str]]] = {}
    for term in glossary.terms:
        for stems in _stems_of(term, language) if term.is_linked else ():
            by_first.setdefault(stems[0], []).append((stems, term.key))
    for found in by_first.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return LinkedTerms(by_first, url, language)


def _stems_of(term: GlossaryTerm, language: str) -> Iterator[Stems]:
    """Yield the stems of a term and of its other forms; of none where it is not translated."""
    columns = (languages.column(term, field, language) for field in ("word", "other_forms"))
    for form in ",".join(getattr(term, column) or "" for column in columns).split(","):
        words = (found["word"] for found in WORD.finditer(form) if found["word"])
        if stems := tuple(_stem(word, language) for word in words):
            yield stems


def _stem(word: str, language: str) -> str:
    return "".join(stem(part, language) for part in folded_parts(word))


def with_links(html: str, known: LinkedTerms) -> str:
    """Return `html` with a link from the first use of each term, but for what is no running text."""
    parts = TAGS.split(html)
    linked: set[str] = set()
    around = [Element("")]
    for place, part in enumerate(parts):
        if part.startswith("<"):
            _follow(part, around)
        elif around[-1].is_running and not around[-1].is_untouched and len(linked) < MOST:
            parts[place] = _linked(part, known, linked)
    return "".join(parts)


def _follow(part: str, around: list[Element]) -> None:
    """Open or close an element."""
    tag = TAG.match(part)
    if tag is None or tag["name"] in VOID or part.endswith("/>"):
        return
    name, attributes = tag["name"], tag["attributes"]
    if not tag["closing"]:
        is_other = name in UNTOUCHED or " lang=" in attributes or " translate=" in attributes
        parent = around[-1]
        around.append(
            Element(name, parent.is_running or RUNNING in attributes, parent.is_untouched or is_other)
        )
    elif any(element.name == name for element in around):
        while around.pop().name != name:
            pass


def _linked(text: str, known: LinkedTerms, linked: set[str]) -> str:
    words = [found for found in WORD.finditer(text) if found["word"]]
    stems = [_stem(word["word"], known.language) for word in words]
    pieces, position = [], 0
    for place, word in enumerate(words):
        key, length = _term_at(place, words, stems, known)
        if word.start() < position or not key or key in linked or len(linked) >= MOST:
            continue
        end = words[place + length - 1].end()
        pieces += [text[position : word.start()], f'<a class="term" href="{known.url}#{key}">']
        pieces += [text[word.start() : end], "</a>"]
        linked.add(key)
        position = end
    return "".join([*pieces, text[position:]])


def _term_at(place: int, words: list[re.Match[str]], stems: list[str], known: LinkedTerms) -> tuple[str, int]:
    """Return the key of the term that begins at the word `place`, and how many words it has."""
    for wanted, key in known.by_first.get(stems[place], ()):
        length = len(wanted)
        some = words[place : place + length]
        text = some[0].string
        is_phrase = all(
            BETWEEN_WORDS.fullmatch(text, first.end(), second.start())
            for first, second in zip(some, some[1:], strict=False)
        )
        if tuple(stems[place : place + length]) == wanted and is_phrase:
            return key, length
    return "", 0
