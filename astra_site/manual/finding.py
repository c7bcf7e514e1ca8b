"""The search in the manual: every word has to be in the chapter, in whatever form and however written."""

from typing import NamedTuple

from astra_site.manual.guides import Chapter, chapters
from astra_site.manual.rendering import passages
from astra_site.search.words import folded_words, stem

LONGEST_QUERY = 200
EXCERPT = 300


class FoundChapter(NamedTuple):
    """A chapter, and the passage of it that says most about what was asked."""

    chapter: Chapter
    excerpt: str


def find(query: str, language: str) -> list[FoundChapter]:
    """Return the chapters with all words of `query`, those that name them in their heading first."""
    asked = _stems(query[:LONGEST_QUERY], language)
    if not asked:
        return []
    found = []
    for chapter in chapters(language):
        in_title = _stems(chapter.title, language)
        texts = [(text, _stems(text, language)) for text in passages(chapter)]
        everything = in_title.union(*(stems for _, stems in texts))
        if all(_has(everything, word) for word in asked):
            best = max(texts, key=lambda pair: _how_many(pair[1], asked), default=("", set()))
            found.append((-_how_many(in_title, asked), FoundChapter(chapter, _shortened(best[0]))))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _stems(text: str, language: str) -> set[str]:
    return {stem(word, language) for word in folded_words(text)}


def _how_many(stems: set[str], asked: set[str]) -> int:
    return sum(_has(stems, word) for word in asked)


def _has(stems: set[str], asked: str) -> bool:
    """Tell whether a word is there; its beginning is enough, for people look while they type."""
    return any(word.startswith(asked) for word in stems)


def _shortened(text: str) -> str:
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rsplit(' ', 1)[0]} …"
