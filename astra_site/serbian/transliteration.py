"""Serbian Cyrillic to Serbian Latin, and any Latin without its marks."""

import unicodedata

_LETTERS = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
        strict=True,
    )
)
_LOWER = str.maketrans(_LETTERS)
_UPPER = {cyrillic.upper(): latin for cyrillic, latin in _LETTERS.items()}


# Letters of other languages that Unicode does not take apart into a plain letter and a mark.
_FOREIGN = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ı": "i"})


def without_marks(text: str) -> str:
    """Return lower-case `text` without accents and other marks; đ stays, it is a letter of its own."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOREIGN))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def to_latin(text: str) -> str:
    """Return `text` with Serbian Cyrillic letters as Latin ones; all other characters stay.

    A capital digraph follows its neighbours: Љубав is Ljubav, ЉУБАВ is LJUBAV.
    """
    if text.isascii():
        return text
    letters = []
    for position, letter in enumerate(text):
        latin = _UPPER.get(letter)
        if latin is None:
            letters.append(letter)
            continue
        neighbours = text[position + 1 : position + 2] or text[max(position - 1, 0) : position]
        letters.append(latin.upper() if neighbours.isupper() else latin.capitalize())
    return "".join(letters).translate(_LOWER)
