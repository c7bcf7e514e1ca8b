"""Answers a visitor's question from the index."""

import difflib
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Length

from astra_site.search.models import IndexedWord, Occurrence, SearchEntry
from astra_site.search.words import folded_words, stem

MAX_WORDS = 8
MAX_QUERY = 200
PAGE_SIZE = 10
# Shorter words (Niš, EIN) stand for themselves: as beginnings they would find half the index.
SHORTEST_PREFIX = 4
# For a slip: how much longer or shorter a word may be, and how many are compared with what was typed.
MOST_LETTERS_OFF = 2
MOST_COMPARED = 5000


class Results(NamedTuple):
    """One page of what was found."""

    words: list[str]
    total: int
    entries: list[SearchEntry]
    page: int
    pages: int
    # Nothing has all the words; these have at least one.
    is_partial: bool = False


def words_of(question: str) -> list[str]:
    """Return the folded words of a question, each once, as many as we look for."""
    return list(dict.fromkeys(folded_words(question[:MAX_QUERY])))[:MAX_WORDS]


def find(question: str, language: str, page: int = 1) -> Results:
    """Return the entries in `language` that have every word of `question`, best first.

    A word matches in any inflected form; the beginning of a word matches too. Where nothing has
    every word, what has some of them is better than an empty page.
    """
    words = words_of(question)
    known = [forms for forms in _forms(words, language).values() if forms]
    if not known:
        return Results(words, 0, [], 1, 1)
    part = Part([], 0, 1)
    if len(known) == len(words):
        part = _part(_matches(known, is_each_needed=True), page)
    is_partial = not part.total and len(words) > 1
    if is_partial:
        part = _part(_matches(known, is_each_needed=False), page)
    entries = SearchEntry.objects.in_bulk(part.keys)
    found = [entries[key] for key in part.keys if key in entries]
    return Results(words, part.total, found, part.page, _pages(part.total), is_partial and bool(part.total))


class Part(NamedTuple):
    """The keys of the entries of one page, and how many there are in all."""

    keys: list[int]
    total: int
    page: int


def _part(matches: QuerySet, page: int) -> Part:
    """Return page number `page` of `matches`, or the last one, counted with the same query."""
    page = max(page, 1)
    counted = matches.annotate(total=Window(Count("*")))
    rows = list(counted[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    if rows or page == 1:
        return Part([row["entry"] for row in rows], rows[0]["total"] if rows else 0, page)
    return _part(matches, _pages(matches.count()))


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def _forms(words: list[str], language: str) -> dict[str, list[int]]:
    """Return for each word of a question the keys of the indexed words that match it, with one query."""
    if not words:
        return {}
    conditions = Q()
    for word in words:
        conditions |= Q(word__in={word, stem(word, language)})
        if len(word) >= SHORTEST_PREFIX:
            conditions |= Q(word__gte=word, word__lt=after_prefix(word))
    indexed = list(_indexed(language).filter(conditions).values_list("word", "pk"))
    return {word: [key for form, key in indexed if _is_form(form, word, language)] for word in words}


def _is_form(form: str, word: str, language: str) -> bool:
    if len(word) >= SHORTEST_PREFIX and form.startswith(word):
        return True
    return form in {word, stem(word, language)}


def _indexed(language: str) -> QuerySet:
    """Return the words that occur anywhere; one whose last entry is gone stays behind without any."""
    occurs = Exists(Occurrence.objects.filter(word=OuterRef("pk")))
    return IndexedWord.objects.filter(occurs, language=language)


def _matches(words: list[list[int]], is_each_needed: bool) -> QuerySet:
    """Return the keys of entries that match each of the words, or any of them, heaviest first."""
    weights = {
        f"weight_{number}": Max(
            Case(When(word__in=forms, then="weight"), default=Value(0), output_field=IntegerField())
        )
        for number, forms in enumerate(words)
    }
    everything = {key for forms in words for key in forms}
    found = Occurrence.objects.filter(word__in=everything).values("entry").annotate(**weights)
    if is_each_needed:
        found = found.filter(**{f"{name}__gt": 0 for name in weights})
    return found.annotate(score=sum(F(name) for name in weights)).order_by(
        "-score", "entry__title_key", "entry"
    )


def after_prefix(prefix: str) -> str:
    """Return the first string behind all that begin with `prefix`; a range uses an index everywhere."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def suggestions(words: list[str], language: str, limit: int = 3) -> list[str]:
    """Return questions like `words` that would find something, for a slip of the keyboard."""
    forms = _forms(words, language)
    unknown = [word for word in words if not forms[word]]
    vocabulary = _vocabulary(unknown, language)
    corrected: list[list[str]] = [[]]
    for word in words:
        near = [word] if forms[word] else _near(word, vocabulary, limit)
        corrected = [[*start, word] for start in corrected for word in near]
    found = [" ".join(words) for words in corrected if words]
    return [question for question in found if question.split() != words][:limit]


def _near(word: str, vocabulary: list[str], limit: int) -> list[str]:
    """Return the words most like `word` of those that begin with its first or its second letter."""
    some = [
        candidate
        for candidate in vocabulary
        if candidate[0] in word[:2] and abs(len(candidate) - len(word)) <= MOST_LETTERS_OFF
    ]
    return difflib.get_close_matches(word, some[:MOST_COMPARED], n=limit, cutoff=0.7)


def _vocabulary(words: list[str], language: str) -> list[str]:
    """Return the index's words of two letters and more that begin as one of `words` might."""
    letters = {letter for word in words for letter in word[:2]}
    if not letters:
        return []
    beginnings = Q()
    for letter in letters:
        beginnings |= Q(word__gte=letter, word__lt=after_prefix(letter))
    lengths = [len(word) for word in words]
    near = _indexed(language).filter(beginnings).annotate(length=Length("word"))
    between = (max(2, min(lengths) - MOST_LETTERS_OFF), max(lengths) + MOST_LETTERS_OFF)
    return list(near.filter(length__range=between).order_by("word").values_list("word", flat=True))
