"""What each word of a document weighs, by where it stands and how often."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from astra_site.search.contacts import host_words, index_keys
from astra_site.search.documents import BREAK, Document
from astra_site.search.words import Word, stem, words_in

# Beside a title (`Document.title_weight`), which weighs up to twice as much where it is short.
NAME, CONTACT, LEAD, TEXT = 16, 32, 8, 4
# A word that is repeated weighs more, up to as many times.
MOST_TIMES = 3
# What begins with a letter behind it is written in another script.
LAST_LATIN = "\u024f"


class Weighed(NamedTuple):
    """The words and contact keys of a document with their weights, how its words are written, their stems."""

    weights: dict[str, int]
    written: dict[str, str]
    stems: set[str]


def weighed(document: Document, language: str) -> Weighed:
    """Return what a document is found by in `language`."""
    found = Weighed({}, {}, set())
    text = BREAK.join((document.lead, document.text))
    _weigh_title(found, document, language)
    for name in document.names:
        _weigh(found, words_in(name), language, NAME)
    _weigh(found, words_in(document.lead), language, LEAD)
    _weigh(found, words_in(BREAK.join(document.also)), language, TEXT)
    _weigh_text(found, text, language)
    contacts = "\n".join(contact.text for contact in document.contacts)
    _weigh(found, words_in(host_words(contacts)), language, NAME, is_written=False)
    for key in index_keys(contacts):
        _raise(found, key, CONTACT)
    for key in index_keys(BREAK.join((document.title, *document.names, text))):
        _raise(found, key, LEAD)
    return found


def _weigh_title(found: Weighed, document: Document, language: str) -> None:
    words = list(words_in(document.title))
    # Who asks for La Strada means the one called so before those that have more to their name.
    weight = document.title_weight + document.title_weight // max(1, len(words))
    _weigh(found, words, language, weight)


def _weigh_text(found: Weighed, text: str, language: str) -> None:
    words = list(words_in(text))
    _weigh(found, words, language, TEXT)
    times = Counter(stem(word.folded, language) for word in words)
    for form, number in times.items():
        _raise(found, form, TEXT * min(number, MOST_TIMES))


def _weigh(
    found: Weighed, words: Iterable[Word], language: str, weight: int, is_written: bool = True
) -> None:
    for word in words:
        of_word = stem(word.folded, language)
        _raise(found, word.folded, weight)
        if of_word != word.folded:
            # Never less than the word itself: where both are asked for, it alone tells (lookup.py).
            _raise(found, of_word, weight)
            found.stems.add(of_word)
        if is_written:
            found.written[word.folded] = better_written(found.written.get(word.folded, ""), word.written)


def _raise(found: Weighed, form: str, weight: int) -> None:
    found.weights[form] = max(weight, found.weights.get(form, 0))


def better_written(written: str, other: str) -> str:
    """Return the better of two ways to write a word: in Latin, with its marks, and small where it may be.

    The same two always give the same, in whatever order they are met.
    """
    return max(written, other, key=_goodness)


def _goodness(written: str) -> tuple[bool, bool, int, bool, str]:
    marks = sum(unicodedata.decomposition(letter) != "" or letter in "đĐ" for letter in written)
    return bool(written), written <= LAST_LATIN, marks, written.islower(), written
