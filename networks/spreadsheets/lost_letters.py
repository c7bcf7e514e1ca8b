"""Letters that a program has lost: as Windows-1250, Asociația becomes Asocia?ia and Фондация ????????."""

import re

# Not at the end of a word: there it may be a question.
_LOST = re.compile(r"�|\?{2,}|\w\?\w|(?<!\S)\?\w")
_ADDRESS = re.compile(r"\S*(?:://|www\.)\S*")


def has_lost_letters(text: str) -> bool:
    """Tell whether a question mark stands where a letter should; addresses have some by right."""
    return bool(_LOST.search(_ADDRESS.sub("", text)))
