"""One form for all the ways a visitor may type the same word."""

import unicodedata

from astra_site.serbian.transliteration import to_latin


def fold(text: str) -> str:
    """Return `text` in the form in which search compares: žene, Žene, жене and zene become zene.

    NFKC, lower case, Cyrillic to Latin, đ and dj to d, every other mark off.
    """
    latin = to_latin(unicodedata.normalize("NFKC", text)).lower()
    plain = latin.replace("đ", "d").replace("dj", "d")
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def slugify(text: str) -> str:
    """Return `text` as the last part of an address: "Đorđe i Жене" is "djordje-i-zene".

    Django's slugify drops đ and all Cyrillic; Wagtail's admin script writes dj, so this does too.
    """
    latin = to_latin(unicodedata.normalize("NFKC", text)).lower().replace("đ", "dj")
    decomposed = unicodedata.normalize("NFKD", latin)
    ascii_text = "".join(
        letter if letter.isascii() and letter.isalnum() else " "
        for letter in decomposed
        if not unicodedata.combining(letter)
    )
    return "-".join(ascii_text.replace("'", "").split())
