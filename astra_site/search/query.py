"""Answers a visitor's question from the index."""

import difflib
from typing import NamedTuple

from django.db.models import Case, F, IntegerField, Max, Q, QuerySet, Value, When

from astra_site.search.models import SearchEntry, SearchWord
from astra_site.search.words import folded_words, stem

MAX_WORDS = 8
MAX_QUERY = 200
PAGE_SIZE = 10
# Shorter words (Niš, EIN) stand for themselves: as beginnings they would find half the index.
SHORTEST_PREFIX = 4


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
    if not words:
        return Results([], 0, [], 1, 1)
    matches = _matches(words, language, needed=len(words))
    total = matches.count()
    is_partial = not total and len(words) > 1
    if is_partial:
        matches = _matches(words, language, needed=1)
        total = matches.count()
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(page, 1), pages)
    chosen = [row["entry"] for row in matches[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]]
    entries = SearchEntry.objects.in_bulk(chosen)
    found = [entries[key] for key in chosen if key in entries]
    return Results(words, total, found, page, pages, is_partial and bool(total))


def _matches(words: list[str], language: str, needed: int) -> QuerySet:
    """Return the keys of entries that match `needed` of the words or more, heaviest first."""
    conditions = [_condition(word, language) for word in words]
    any_word = Q()
    for condition in conditions:
        any_word |= condition
    weights = {
        f"weight_{number}": Max(
            Case(When(condition, then="weight"), default=Value(0), output_field=IntegerField())
        )
        for number, condition in enumerate(conditions)
    }
    found = SearchWord.objects.filter(any_word, language=language).values("entry").annotate(**weights)
    if needed == len(words):
        found = found.filter(**{f"{name}__gt": 0 for name in weights})
    return found.annotate(score=sum(F(name) for name in weights)).order_by(
        "-score", "entry__title_key", "entry"
    )


def _condition(word: str, language: str) -> Q:
    condition = Q(word=word) | Q(word=stem(word, language))
    if len(word) >= SHORTEST_PREFIX:
        condition |= Q(word__gte=word, word__lt=after_prefix(word))
    return condition


def after_prefix(prefix: str) -> str:
    """Return the first string behind all that begin with `prefix`; a range uses an index everywhere."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def suggestions(words: list[str], language: str, limit: int = 3) -> list[str]:
    """Return questions like `words` that would find something, for a slip of the keyboard."""
    corrected: list[list[str]] = [[]]
    for word in words:
        if SearchWord.objects.filter(_condition(word, language), language=language).exists():
            corrected = [[*start, word] for start in corrected]
            continue
        near = difflib.get_close_matches(word, _vocabulary(word, language), n=limit, cutoff=0.7)
        corrected = [[*start, one] for start in corrected for one in near]
    found = [" ".join(one) for one in corrected if one]
    return [question for question in found if question.split() != words][:limit]


def _vocabulary(word: str, language: str) -> list[str]:
    """Return the index's words of about the same length that begin with the same or the next letter."""
    beginnings = Q()
    for letter in {*word[:2]}:
        beginnings |= Q(word__gte=letter, word__lt=after_prefix(letter))
    shortest, longest = max(2, len(word) - 2), len(word) + 2
    words = SearchWord.objects.filter(
        beginnings, language=language, word__regex=f"^.{{{shortest},{longest}}}$"
    )
    return list(words.values_list("word", flat=True).distinct().order_by("word")[:5000])
