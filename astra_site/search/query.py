"""Answers a visitor's question from the index."""

from typing import NamedTuple

from django.http import HttpRequest

from astra_site.search import corrections
from astra_site.search.best_answers import BEST_ANSWERS
from astra_site.search.question import MAX_QUERY
from astra_site.search.ranking import SHARE, Asked, FoundEntry, Ranked, ranked
from astra_site.search.understanding import understand

PAGE_SIZE = 10


class Results(NamedTuple):
    """One page of what was found."""

    words: list[str]
    total: int
    entries: list[FoundEntry]
    page: int
    pages: int
    # Nothing has all the words; these have at least one.
    is_partial: bool = False
    # The indexed words that were found, for the marks.
    forms: frozenset[str] = frozenset()
    # What of the question nothing has.
    unknown: tuple[str, ...] = ()
    # What was searched for instead of what was typed.
    corrected: str = ""


def find(
    question: str, language: str, page: int = 1, is_literal: bool = False, request: HttpRequest | None = None
) -> Results:
    """Return the entries in `language` that have what `question` asks for, best first.

    A word matches in any inflected form; the beginning of a word matches too, and so do its synonyms. A word
    one slip away from one that the site has is put right, unless the question `is_literal`. Where nothing has
    every word, what has some of them is better than an empty page.
    """
    question = question[:MAX_QUERY]
    understood = understand(question, language, request)
    corrected = ""
    if understood.unknown and not is_literal:
        more = BEST_ANSWERS.get(request).words
        corrected = corrections.corrected(question, understood.unknown, language, more)
        if corrected:
            understood = understand(corrected, language, request)
    words = understood.words
    if not understood.asked:
        return Results(words, 0, [], 1, 1, unknown=understood.unknown, corrected=corrected)
    is_partial = bool(understood.unknown)
    part, page = _part(understood.asked, 0 if is_partial else SHARE, page)
    if not part.total:
        is_partial = True
        part, page = _part(understood.asked, 0, page)
    return Results(
        words, part.total, part.entries, page, _pages(part.total), is_partial and bool(part.total),
        understood.forms, understood.unknown, corrected,
    )  # fmt: skip


def _part(asked: list[Asked], share: int, page: int) -> tuple[Ranked, int]:
    """Return page number `page` of what is found, or the last one, and its number."""
    page = max(page, 1)
    part = ranked(asked, share, (page - 1) * PAGE_SIZE, PAGE_SIZE)
    if part.total or page == 1:
        return part, page
    last = _pages(ranked(asked, share, 0, 1).total)
    return (part, 1) if last == page else (ranked(asked, share, (last - 1) * PAGE_SIZE, PAGE_SIZE), last)


def _pages(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))
