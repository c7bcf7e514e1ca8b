"""Who is known by which word, so that the beginning of a word finds all whose word begins so."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from itertools import chain

from astra_site.search.words import folded_words, stem
from networks.directory.bits import as_set

# Nobody types more of them to find an organisation.
MOST_WORDS = 8
# A shorter stem is the beginning of too many words.
LEAST_OF_A_STEM = 3


class WordSets:
    """The numbers of organisations by folded word, in alphabetical order."""

    def __init__(self, numbers: Mapping[str, Iterable[int]]) -> None:
        self._words = sorted(numbers)
        # Most words belong to one organisation, and sets would take a bit for each of the others.
        self._numbers = [tuple(numbers[word]) for word in self._words]

    def matching(self, text: str, language: str) -> int:
        """Return the set of those who have, for each word of `text`, one that begins so; 0 without any."""
        words = folded_words(text)[:MOST_WORDS]
        if not words:
            return 0
        found = -1
        for word in words:
            found &= self._beginning(word) | self._of_stem(word, language)
        return found

    def _of_stem(self, word: str, language: str) -> int:
        shared = stem(word, language)
        return self._beginning(shared) if len(shared) >= LEAST_OF_A_STEM else 0

    def _beginning(self, start: str) -> int:
        first = bisect_left(self._words, start)
        end = bisect_left(self._words, True, first, key=lambda word: not word.startswith(start))
        return as_set(chain.from_iterable(self._numbers[first:end]))
