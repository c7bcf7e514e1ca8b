"""Who is known by which word, as sets of organisations (index.py)."""

from bisect import bisect_left
from functools import lru_cache

from astra_site.search.words import folded_words, stem

# Nobody types more of them to find an organisation.
MOST_WORDS = 8
# A shorter stem is the beginning of too many words.
LEAST_OF_A_STEM = 3


# A change of some organisations leaves the words of thousands of others as they were.
@lru_cache(maxsize=12_000)
def words_of(texts: str) -> frozenset[str]:
    """Return the words by which an organisation is known."""
    return frozenset(folded_words(texts))


class WordSets:
    """The sets by folded word, in alphabetical order, so that a beginning finds all its words."""

    def __init__(self, sets: dict[str, int]) -> None:
        self._words = sorted(sets)
        self._sets = sets

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
        found = 0
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                break
            found |= self._sets[self._words[place]]
        return found
