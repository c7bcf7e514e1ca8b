"""The orders of the Serbian alphabets: a b c č ć d dž đ e … z ž, and а б в г д ђ … ц ч џ ш."""

import unicodedata
from functools import lru_cache

from astra_site.serbian.transliteration import to_latin, without_marks

ALPHABET = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž".split()
# Each letter becomes two characters, so that keys compare like the alphabet on every database.
_KEY = {letter: f"{position:02d}" for position, letter in enumerate(ALPHABET, start=10)}
_DIGRAPHS = ("dž", "lj", "nj")
AZBUKA = "абвгдђежзијклљмнњопрстћуфхцчџш"
# On a Cyrillic page what is written in Latin letters comes after Ш, as in Unicode's order for Serbian.
CYRILLIC_ALPHABET = [*AZBUKA, *ALPHABET]
_CYRILLIC_KEY = {letter: f"{position:02d}" for position, letter in enumerate(CYRILLIC_ALPHABET, start=10)}
# Letters of other languages by the Serbian ones that they sound like.
_OTHER_CYRILLIC = str.maketrans(
    {"ѕ": "з", "ѓ": "ђ", "ќ": "ћ", "ы": "и", "э": "е", "є": "е", "і": "и", "щ": "шт", "ю": "ју", "я": "ја",
     "ъ": None, "ь": None}
)  # fmt: skip


def letters(text: str) -> list[str]:
    """Return the letters of `text` in lower case as Serbian counts them: "Džudžov" is dž u dž o v."""
    lower = unicodedata.normalize("NFC", to_latin(text)).lower()
    found, position = [], 0
    while position < len(lower):
        size = 2 if lower[position : position + 2] in _DIGRAPHS else 1
        found.append(lower[position : position + size])
        position += size
    return found


# The names of a site are sorted again and again, and few of them change.
@lru_cache(maxsize=16_384)
def sort_key(text: str) -> str:
    """Return an ASCII string whose byte order is the Serbian Latin order of `text`.

    Punctuation is left out, words are compared one after another, digits come before letters and a
    foreign mark (é, ü) counts as its plain letter.
    """
    return _key(letters(text), _KEY)


@lru_cache(maxsize=16_384)
def cyrillic_sort_key(text: str) -> str:
    """Return the same for the Cyrillic order; words in Latin letters follow those in Cyrillic ones."""
    lower = unicodedata.normalize("NFC", text).lower().translate(_OTHER_CYRILLIC)
    pairs = (lower[position : position + 2] for position in range(len(lower)))
    found, is_second = [], False
    for pair in pairs:
        if not is_second:
            found.append(pair if pair in _DIGRAPHS else pair[0])
        is_second = not is_second and pair in _DIGRAPHS
    return _key(found, _CYRILLIC_KEY)


def _key(found: list[str], codes: dict[str, str]) -> str:
    key: list[str] = []
    for letter in found:
        if letter in codes:
            key.append(codes[letter])
            continue
        for part in without_marks(letter):
            if part.isdigit() and part.isascii():
                key.append(f"0{part}")
            elif part in codes:
                key.append(codes[part])
            elif key and key[-1] != "  ":
                key.append("  ")
    return "".join(key).rstrip()
