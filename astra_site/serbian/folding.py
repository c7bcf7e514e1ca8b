"""One form for all the ways a visitor may type the same word."""

import re
import unicodedata

from astra_site.serbian.transliteration import to_latin, without_marks


def fold(text: str) -> str:
    """Return `text` in the form in which search compares: žene, Žene, жене and zene become zene.

    NFKC, lower case, Cyrillic to Latin, đ and dj to d, every other mark off.
    """
    bare = without_marks(unicodedata.normalize("NFKC", text).lower())
    # Once more: a Cyrillic letter may be the plain form of a marked one, or become a marked Latin one.
    latin = without_marks(to_latin(bare)).replace("đ", "d")
    return re.sub("dj+", "d", latin)


def slugify(text: str) -> str:
    """Return `text` as the last part of an address: "Đorđe i Жене" is "djordje-i-zene".

    Django's slugify drops đ and all Cyrillic; Wagtail's admin script writes dj, so this does too.
    """
    latin = to_latin(unicodedata.normalize("NFKC", text)).lower().replace("đ", "dj")
    plain = without_marks(latin.replace("'", "").replace("’", ""))
    return "-".join(
        "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split()
    )
