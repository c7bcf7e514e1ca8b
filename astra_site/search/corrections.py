"""A word with one slip of the keyboard, two words that were written as one, and what else comes close."""

import difflib
from collections.abc import Collection, Iterable, Iterator
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Length

from astra_site.search.lookup import Indexed, after_prefix, counted, indexed
from astra_site.search.words import WORD, folded_words, stem

# Shorter words are one slip away from half of all others.
SHORTEST, LONGEST = 4, 25
# A word of so few letters keeps its first one.
SHORT = 5
# For what comes close: how much longer or shorter a word may be, and how many are compared.
MOST_LETTERS_OFF = 2
MOST_COMPARED = 5000
MOST_SUGGESTED = 3
# So many words are asked for at once (SQLite takes 32,766), and so many stems for their words.
MOST_ASKED, MOST_STEMS = 30_000, 20


class Near(NamedTuple):
    """What a mistyped word may have been, and how far it is from what was typed: less is better."""

    written: str
    distance: tuple[int, ...]


def one_slip(word: str) -> set[str]:
    """Return everything that is one letter more, less, other, or two neighbours changed, from `word`."""
    halves = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = ascii_lowercase
    found = {left + right[1:] for left, right in halves if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in halves if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in halves if right for letter in letters}
    found |= {left + letter + right for left, right in halves for letter in letters}
    short = len(word) <= SHORT
    return {other for other in found if not short or other[:1] == word[:1]} - {word}


def corrected(question: str, unknown: Collection[str], language: str, more: Collection[str] = ()) -> str:
    """Return `question` with the words that nobody knows put right; "" where none of them can be.

    `more` has words that count as known besides those of the index.
    """
    typed = [word for word in unknown if SHORTEST <= len(word) <= LONGEST and word.isalpha()]
    instead = _nearest(typed, language, more)
    if not instead:
        return ""
    return WORD.sub(lambda found: instead.get("".join(folded_words(found[0])), found[0]), question)


def _nearest(words: list[str], language: str, more: Collection[str]) -> dict[str, str]:
    if not words:
        return {}
    slips = {word: one_slip(word) for word in words}
    parts = {part for word in words for pair in _halves(word) for part in pair}
    stems = {word: one_slip(stem(word, language)) for word in words}
    known = _known(parts.union(*slips.values(), *stems.values()), language)
    known_stems = {
        word: [other for other in stems[word] if len(other) >= SHORTEST and other in known] for word in words
    }
    known.update({word: Indexed(word, 0, 0, word) for word in more if word not in known})
    nearest = {word: [*_slipped(word, slips[word], known), *_apart(word, known)] for word in words}
    _by_stem({word: known_stems[word] for word, found in nearest.items() if not found}, nearest, language)
    return {
        word: min(found, key=lambda near: near.distance).written for word, found in nearest.items() if found
    }


def _known(words: set[str], language: str) -> dict[str, Indexed]:
    wanted = sorted(words)[:MOST_ASKED]
    return {row.word: row for row in counted(language, wanted)}


def _slipped(word: str, slips: set[str], known: dict[str, Indexed]) -> Iterator[Near]:
    # In one order, so that of two that are as likely it is always the same: one as long as what was typed.
    for other in sorted(slips & known.keys(), key=lambda other: (abs(len(other) - len(word)), other)):
        row = known[other]
        if row.written:
            yield Near(row.written, (*_unlikeness(word, other), -row.entries))


def _apart(word: str, known: dict[str, Indexed]) -> Iterator[Near]:
    for left, right in _halves(word):
        if left in known and right in known and known[left].written and known[right].written:
            written = f"{known[left].written} {known[right].written}"
            yield Near(written, (1, 0, -min(known[left].entries, known[right].entries)))


def _by_stem(stems: dict[str, list[str]], nearest: dict[str, list[Near]], language: str) -> None:
    """Find words whose stem is one slip away: the ending that was typed stands in no text."""
    some = sorted({other for of_word in stems.values() for other in of_word})[:MOST_STEMS]
    for row in sorted(row for row in counted(language, (), some) if row.written):
        other = stem(row.word, language)
        for word in (word for word, of_word in stems.items() if other in of_word):
            nearest[word].append(Near(row.written, (*_unlikeness(word, other), -row.entries)))


def _halves(word: str) -> list[tuple[str, str]]:
    return [(word[:place], word[place:]) for place in range(2, len(word) - 2)]


def _unlikeness(word: str, other: str) -> tuple[int, int]:
    """Return how unlikely a slip is: few mistype a first letter, many exchange two."""
    return int(word[0] != other[0]), int(sorted(word) != sorted(other))


def suggestions(words: list[str], unknown: Collection[str], language: str) -> list[str]:
    """Return questions like `words`, with words of the site instead of those that nobody knows."""
    vocabulary = _vocabulary(unknown, language)
    questions: list[list[str]] = [[]]
    for word in words:
        near = _close(word, vocabulary) if word in unknown else [word]
        questions = [[*start, word] for start in questions for word in near]
    found = [" ".join(question) for question in questions if question]
    return [question for question in found if question.split() != words][:MOST_SUGGESTED]


def _close(word: str, vocabulary: dict[str, str]) -> list[str]:
    """Return the words most like `word` of those that begin with its first or its second letter."""
    some = [
        candidate
        for candidate in vocabulary
        if candidate[0] in word[:2] and abs(len(candidate) - len(word)) <= MOST_LETTERS_OFF
    ]
    close = difflib.get_close_matches(word, some[:MOST_COMPARED], n=MOST_SUGGESTED, cutoff=0.7)
    return [vocabulary[candidate] for candidate in close]


def _vocabulary(words: Iterable[str], language: str) -> dict[str, str]:
    """Return the words of texts that begin as one of `words` might, each with how it is written."""
    letters = {letter for word in words for letter in word[:2]}
    if not letters:
        return {}
    beginnings = Q()
    for letter in letters:
        beginnings |= Q(word__gte=letter, word__lt=after_prefix(letter))
    lengths = [len(word) for word in words]
    near = indexed(language).filter(beginnings).exclude(written="").annotate(length=Length("word"))
    between = (max(2, min(lengths) - MOST_LETTERS_OFF), max(lengths) + MOST_LETTERS_OFF)
    return dict(near.filter(length__range=between).order_by("word").values_list("word", "written"))
