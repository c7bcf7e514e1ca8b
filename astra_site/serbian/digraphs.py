"""Words in which nj, lj or dž are two letters: injekcija is инјекција, nadživeti is надживети.

The source is the Serbian spelling dictionary of LibreOffice (package hunspell-sr of Debian, `sr_RS.dic`,
251,549 words in Cyrillic): these are the stems of all words in it that have н before ј, л before ј or д
before ж, without four slips of the dictionary itself. Of л before ј there is no word. Other forms and
compounds have the same stems; where a stem could be inside of another word (odžal), it counts only where
a word begins.
"""

import re

# Wherever they stand in a word: mikroinjekcija, nekonjugovan, izvanjezički.
ANYWHERE = ("injekc", "injekt", "injicir", "injunkc", "konjekt", "konjug", "konjunk", "konjukt", "konjukc",
            "vanjezič", "vanjedar")  # fmt: skip
# Only where a word begins, after a prefix of negation or of the superlative too.
AT_THE_START = (
    "andžej", "anjon", "feldžandarm", "nadžanj", "nadžel", "nadžeo", "nadžet", "nadživ", "nadžnj", "nadžup",
    "odžal", "odžar", "odživ", "podžanr", "podždrel", "podžupan", "predžalb", "predželud", "šenjang",
    "šenjeng", "tanjug",
)  # fmt: skip
_TWO_LETTERS = re.compile(
    rf"(?:(?<![^\W_])(?:ne|naj|za|po)?(?:{'|'.join(AT_THE_START)})|{'|'.join(ANYWHERE)})", re.IGNORECASE
)
# Keeps two letters apart while a word is transliterated; no word has it.
APART = "\ufdd2"
_DIGRAPH = re.compile(r"([nl])(j)|(d)(ž)", re.IGNORECASE)


def taken_apart(word: str) -> str:
    """Return `word` with APART between two letters that only look like one."""
    if not _DIGRAPH.search(word):
        return word
    return _TWO_LETTERS.sub(lambda stem: _once(stem[0]), word)


def _once(stem: str) -> str:
    """Return a stem with its first pair taken apart: the second one of nadžnj is a letter."""
    return _DIGRAPH.sub(lambda pair: APART.join(letter for letter in pair.groups() if letter), stem, count=1)
