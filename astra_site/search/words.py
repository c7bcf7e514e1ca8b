"""From text to the words under which it is found."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

from astra_site import languages
from astra_site.serbian.folding import fold

_STEMMERS = {
    languages.SOURCE: snowballstemmer.stemmer("serbian"),
    languages.ENGLISH: snowballstemmer.stemmer("english"),
}
# A stemmer writes on itself while it works: with two threads at once it fails, or gives a wrong stem.
_ONE_AT_A_TIME = Lock()
MAX_LENGTH = 60
WORD = re.compile(r"[^\W_]+")
# American and British spelling have one stem: organization, center, labor.
_BRITISH = re.compile(r"is(?=(?:e|ed|es|er|ers|ing|ation|ations|ational)$)|tre(?=s?$)|our(?=s?$|ed$|ing$|er)")
_AMERICAN = {"is": "iz", "tre": "ter", "our": "or"}
# Fewer letters before such an ending are another word: rise, four, hour.
_SHORTEST_BEFORE = 3


class Word(NamedTuple):
    """A word as it is compared, and as it is written."""

    folded: str
    written: str


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of `text` in their order."""
    for written in WORD.findall(unicodedata.normalize("NFKC", text)):
        for folded in folded_parts(written):
            yield Word(folded[:MAX_LENGTH], written[:MAX_LENGTH])


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    return [word.folded for word in words_in(text)]


@lru_cache(maxsize=50_000)
def folded_parts(written: str) -> tuple[str, ...]:
    """Return a written word folded; more than one where folding takes it apart."""
    return tuple(WORD.findall(fold(written)))


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the part of a folded word that its inflected forms share: zenama → zen."""
    if language == languages.ENGLISH:
        word = _BRITISH.sub(_american, word)
    with _ONE_AT_A_TIME:
        return _STEMMERS[language].stemWord(word)


@lru_cache(maxsize=50_000)
def found_by(written: str, language: str) -> frozenset[str]:
    """Return the indexed words by which a written word is found."""
    words = folded_parts(written)
    return frozenset(words).union(stem(word, language) for word in words)


def _american(found: re.Match[str]) -> str:
    return _AMERICAN[found[0]] if found.start() >= _SHORTEST_BEFORE else found[0]
