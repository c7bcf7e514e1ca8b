"""Serbian Latin to Serbian Cyrillic, word by word: what is Serbian is transliterated, all else stays.

Pure and without state. Each word that stays is told with its reason, so that a person can look at them.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from astra_site.serbian import latin_words
from astra_site.serbian.digraphs import APART, taken_apart

_PAIRS = {"lj": "љ", "nj": "њ", "dž": "џ"}
_SINGLE = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш", strict=True))
_LETTERS = str.maketrans(
    {**_SINGLE, **{latin.upper(): cyrillic.upper() for latin, cyrillic in _SINGLE.items()}, APART: None}
)
# Of one character in Unicode, for the sake of other codes.
_LIGATURES = str.maketrans(
    {"ǆ": "dž", "ǅ": "Dž", "Ǆ": "DŽ", "ǉ": "lj", "ǈ": "Lj", "Ǉ": "LJ", "ǌ": "nj", "ǋ": "Nj", "Ǌ": "NJ"}
)
_PAIR = re.compile("(?:[lL][jJ]|[nN][jJ]|[dD][žŽ])")
_SERBIAN = re.compile(r"[abcčćdđefghijklmnoprsštuvzž]+", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# Around what somebody typed: it is shown as it is, without these two.
AS_TYPED = ("\ufdd0", "\ufdd1")
LONGEST_ACRONYM = 6
_LONG_WORD = re.compile(rf"[^\W\d_]{{{LONGEST_ACRONYM + 1},}}")

_WORD = r"[^\W_]+(?:(?:[’']|&\#x27;|&\#39;)[^\W_]+)*"
_TOKEN = re.compile(
    rf"(?P<typed>{AS_TYPED[0]}[^{AS_TYPED[1]}]*{AS_TYPED[1]}?|{AS_TYPED[1]})|(?P<entity>{latin_words.ENTITY})"
    rf"|(?P<address>{latin_words.ADDRESS}|{latin_words.HOST}|{latin_words.FILE}|{latin_words.KEYS})|(?P<word>{_WORD})"
)
_BEFORE_A_SENTENCE = re.compile(r"(?:^|[.!?:;…„“(»])[\s„“(–—-]*$")
_INITIAL = re.compile(r"[IV]\.[\s\u00a0]?[A-ZČĆĐŠŽ][a-zčćđšž]")
_AFTER_A_NUMBER = re.compile(r"\d[\s\u00a0\u202f]?$")


class WhyLatin(StrEnum):
    """Why a word is shown as it is."""

    TYPED = "typed"
    ADDRESS = "address"
    NAME = "name"
    BRAND = "brand"
    FOREIGN_LETTER = "foreign letter"
    ROMAN = "Roman numeral"
    UNIT = "unit"
    DIGIT = "letters and digits"
    ACRONYM = "acronym"
    # Nobody has told what these are.
    CAPITAL_INSIDE = "capital inside"
    FOREIGN_SPELLING = "foreign spelling"
    MIXED = "both alphabets"


UNSURE = (WhyLatin.ACRONYM, WhyLatin.CAPITAL_INSIDE, WhyLatin.FOREIGN_SPELLING, WhyLatin.MIXED)


class ShownWord(NamedTuple):
    """A word, how it is shown in Cyrillic, and why it is not changed; no reason where it is."""

    written: str
    shown: str
    reason: WhyLatin | None = None


class NamesAsShown:
    """Names that have a form of their own in Cyrillic texts; most stay in Latin. Never changed once made."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        """Take each name with how it is shown."""
        found = defaultdict(list)
        for name in sorted(forms, key=len, reverse=True):
            # Texts are read word by word, so a name begins with one: …IZ KRUGA.
            if first := re.search(_WORD, name):
                before = name[: first.start()]
                found[first[0]].append((name[len(before) :], forms[name].removeprefix(before)))
        self.by_first = dict(found)

    @classmethod
    def that_stay(cls, names: Iterable[str]) -> "NamesAsShown":
        """Return `names` as such that are shown as they are."""
        return cls({name: name for name in names})


NO_NAMES = NamesAsShown({})


def letters(text: str) -> str:
    """Return `text` with every Serbian Latin letter as a Cyrillic one, whatever it means."""
    apart = taken_apart(unicodedata.normalize("NFC", text.translate(_LIGATURES)))
    return _PAIR.sub(_as_one_letter, apart).translate(_LETTERS)


def _as_one_letter(pair: re.Match) -> str:
    letter = _PAIRS[pair[0].lower()]
    return letter.upper() if pair[0][0].isupper() else letter


def to_cyrillic(text: str, names: NamesAsShown = NO_NAMES) -> str:
    """Return `text` (plain, or escaped as HTML) in Cyrillic, but for what stays in Latin."""
    return _text(text, names) if _LATIN.search(text) or AS_TYPED[0] in text or AS_TYPED[1] in text else text


@lru_cache(maxsize=4096)
def _text(text: str, names: NamesAsShown) -> str:
    return "".join(word.shown for word in words(text, names))


def words(text: str, names: NamesAsShown = NO_NAMES) -> Iterator[ShownWord]:
    """Yield `text` in pieces: words, and what stands between them."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() < position:
            continue  # Inside of a name that was shown already.
        if token.start() > position:
            yield ShownWord(between := text[position : token.start()], between)
        word = _token(token, text, names)
        position = token.start() + len(word.written)
        yield word
    if position < len(text):
        yield ShownWord(text[position:], text[position:])


def _token(token: re.Match, text: str, names: NamesAsShown) -> ShownWord:
    written = token[0]
    if token.lastgroup == "word":
        named = _name_at(token.start(), written, text, names)
        return named or _in_context(written, text, token.start()) or _alone(written)
    if token.lastgroup == "typed":
        return ShownWord(written, written.strip("".join(AS_TYPED)), WhyLatin.TYPED)
    return ShownWord(written, written, WhyLatin.ADDRESS if token.lastgroup == "address" else None)


def _name_at(start: int, first: str, text: str, names: NamesAsShown) -> ShownWord | None:
    for name, shown in names.by_first.get(first, ()):
        if text.startswith(name, start) and not text[start + len(name) :][:1].isalpha():
            return ShownWord(name, shown, None if shown != name else WhyLatin.NAME)
    return None


def _in_context(word: str, text: str, start: int) -> ShownWord | None:
    """Return what `word` is by what stands around it; None where that does not matter."""
    if word in latin_words.UNITS and _AFTER_A_NUMBER.search(text[max(0, start - 3) : start]):
        return ShownWord(word, word, WhyLatin.UNIT)
    if word in {"I", "V"}:
        return _one_letter(word, text, start)
    # Where all is in capitals, a word in capitals says nothing.
    if word.isupper() and len(word) > 1 and text.isupper() and _LONG_WORD.search(text):
        return None if latin_words.ROMAN.fullmatch(word) else _serbian(word)
    return None


def _one_letter(word: str, text: str, start: int) -> ShownWord:
    """Return a numeral, the initial of a name, or, where a sentence begins, the word for "and".

    Where nothing else stands, as in a cell of a table, it numbers something.
    """
    is_and = word == "I" and text.strip() != word and _BEFORE_A_SENTENCE.search(text[:start])
    is_word = is_and or _INITIAL.match(text, start)
    return ShownWord(word, letters(word)) if is_word else ShownWord(word, word, WhyLatin.ROMAN)


def _serbian(word: str) -> ShownWord | None:
    return ShownWord(word, letters(word)) if _SERBIAN.fullmatch(word.translate(_LIGATURES)) else None


@lru_cache(maxsize=16384)
def _alone(word: str) -> ShownWord:
    """Return what `word` is by itself."""
    reason = _reason(word.translate(_LIGATURES))
    return ShownWord(word, word if reason else letters(word), reason)


def _reason(word: str) -> WhyLatin | None:
    if _CYRILLIC.search(word):
        return WhyLatin.MIXED if _LATIN.search(word) else None
    if not word.isalpha() and any(character.isdigit() for character in word):
        return WhyLatin.DIGIT if _LATIN.search(word) else None
    if latin_words.BRAND.fullmatch(word):
        return WhyLatin.BRAND
    if len(word) > 1 and latin_words.ROMAN.fullmatch(word):
        return WhyLatin.ROMAN
    if not _SERBIAN.fullmatch(word):
        return WhyLatin.FOREIGN_LETTER
    if len(word) > 1 and word.isupper():
        return _reason_of_capitals(word)
    if _has_capital_inside(word):
        return WhyLatin.CAPITAL_INSIDE
    return WhyLatin.FOREIGN_SPELLING if latin_words.FOREIGN_SPELLING.search(word) else None


def _reason_of_capitals(word: str) -> WhyLatin | None:
    is_serbian = (
        word in latin_words.SERBIAN_ACRONYMS
        or word in latin_words.SERBIAN_CAPITALS
        or not word.isascii()
        or len(word) > LONGEST_ACRONYM
    )
    return None if is_serbian else WhyLatin.ACRONYM


def _has_capital_inside(word: str) -> bool:
    rest = word[2:] if _PAIR.match(word) else word[1:]
    return rest != rest.lower() and not word.startswith(tuple(latin_words.SERBIAN_CAPITALS))
