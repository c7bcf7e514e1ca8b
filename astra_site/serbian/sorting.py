"""The order of the Serbian Latin alphabet: a b c č ć d dž đ e … l lj m n nj o … s š … z ž."""

import unicodedata

from astra_site.serbian.transliteration import to_latin, without_marks

ALPHABET = "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž".split()
# Each letter becomes two characters, so that keys compare like the alphabet on every database.
_KEY = {letter: f"{position:02d}" for position, letter in enumerate(ALPHABET, start=10)}
_DIGRAPHS = ("dž", "lj", "nj")


def letters(text: str) -> list[str]:
    """Return the letters of `text` in lower case as Serbian counts them: "Džudžov" is dž u dž o v."""
    lower = unicodedata.normalize("NFC", to_latin(text)).lower()
    found, position = [], 0
    while position < len(lower):
        size = 2 if lower[position : position + 2] in _DIGRAPHS else 1
        found.append(lower[position : position + size])
        position += size
    return found


def sort_key(text: str) -> str:
    """Return an ASCII string whose byte order is the Serbian Latin order of `text`.

    Punctuation is left out, words are compared one after another, digits come before letters and a
    foreign mark (é, ü) counts as its plain letter.
    """
    key = []
    for letter in letters(text):
        if letter in _KEY:
            key.append(_KEY[letter])
            continue
        for part in without_marks(letter):
            if part.isdigit() and part.isascii():
                key.append(f"0{part}")
            elif part in _KEY:
                key.append(_KEY[part])
            elif key and key[-1] != "  ":
                key.append("  ")
    return "".join(key).rstrip()
