"""From text to the words under which it is found."""

import re
from functools import lru_cache

import snowballstemmer

from astra_site import languages
from astra_site.serbian.folding import fold

_STEMMERS = {
    languages.SOURCE: snowballstemmer.stemmer("serbian"),
    languages.ENGLISH: snowballstemmer.stemmer("english"),
}
MAX_LENGTH = 60
_WORD = re.compile(r"[^\W_]+")
# Every way in which a letter of a folded word may be written in a text.
_SPELLINGS = {
    "c": "[cčćцчћ]", "s": "[sšсш]", "z": "[zžзж]", "d": "(?:dj|dž|[dđдђџ])", "a": "[aа]", "b": "[bб]",
    "e": "[eе]", "f": "[fф]", "g": "[gг]", "h": "[hх]", "i": "[iи]", "j": "[jј]", "k": "[kк]", "l": "[lлљ]",
    "m": "[mм]", "n": "[nнњ]", "o": "[oо]", "p": "[pп]", "r": "[rр]", "t": "[tт]", "u": "[uу]", "v": "[vв]",
}  # fmt: skip


def folded_words(text: str) -> list[str]:
    """Return the words of `text`, folded, in their order."""
    return [word[:MAX_LENGTH] for word in _WORD.findall(fold(text.replace("’", "'")))]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the part of a folded word that its inflected forms share: zenama → zen."""
    return _STEMMERS[language].stemWord(word)


def index_words(text: str, language: str) -> set[str]:
    """Return the words of `text` as the index holds them: stems, and the words as they stand."""
    words = folded_words(text)
    return {stem(word, language) for word in words} | set(words)


def spelling_pattern(word: str) -> re.Pattern[str]:
    """Return a pattern that finds, in an unfolded text, the words that begin like a folded `word`."""
    letters = "".join(_SPELLINGS.get(letter, re.escape(letter)) for letter in word)
    return re.compile(rf"\b{letters}\w*", re.IGNORECASE)
