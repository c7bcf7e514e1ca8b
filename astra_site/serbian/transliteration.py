"""Serbian Cyrillic to Serbian Latin."""

_LETTERS = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š".split(),
        strict=True,
    )
)
_LOWER = str.maketrans(_LETTERS)
_UPPER = {cyrillic.upper(): latin for cyrillic, latin in _LETTERS.items()}


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
