"""Telephone numbers: as people write them, and as a telephone dials them.

One policy for the site: people read a number as it is dialled in Serbia (011 785 0000, 116 000), its link
dials the international form where there is one, and that form is printed once, for a call from abroad.
A number that only works inside another country is no link: from here it would call somebody else.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Shorter ones are dialled from one country only, as they are: there is nothing to compare by the end.
LEAST_OF_A_LONG_NUMBER = 5
OUR_COUNTRY, OUR_PREFIX = "RS", "+381"
# 0800 and the like answer in the country only; whatever else has an area in front is reached from abroad too.
WITH_AREA = re.compile(r"0(?!800|700|900)[1-9]\d{6,}")
# What the international numbering plan allows (E.164).
LONGEST_NUMBER = 15


def validate_dial_string(value: str) -> None:
    """Accept what may follow tel: — digits, with + before an international number."""
    if not re.fullmatch(r"\+?[0-9]{3,15}", value):
        raise ValidationError(_("Digits only, with + before an international number: +381117850000"))


def validate_from_abroad(value: str) -> None:
    """Accept an international number as people write it."""
    if not re.fullmatch(r"\+[0-9]{1,3}( ?[0-9]){5,12}", value):
        raise ValidationError(_("With + and the number of the country: +381 11 785 0000"))


def validate_written_number(value: str) -> None:
    """Accept a number as people write it: digits with spaces, brackets, / or - between, at most 15 digits."""
    digits = sum(character.isdigit() for character in value)
    if not re.fullmatch(r"\+?[0-9(][0-9 ()/.–-]*", value) or not 3 <= digits <= LONGEST_NUMBER:
        raise ValidationError(_("Digits, with spaces between: 011 785 0000 or +381 11 785 0000"))


def dialled(written: str) -> str:
    """Return a written number as tel: wants it."""
    return "".join(character for character in written if character.isdigit() or character == "+")


def dialled_from_here(written: str, country: str) -> str:
    """Return what a telephone dials for a number of `country`; "" where it only works inside that country.

    116 000 is another line in each country of Europe, so a Greek one called from Serbia would reach ASTRA.
    """
    number = dialled(written)
    if number.startswith("+"):
        return number
    if country not in ("", OUR_COUNTRY):
        return ""
    return f"{OUR_PREFIX}{number[1:]}" if WITH_AREA.fullmatch(number) else number


def is_same_number(written: str, dial_string: str) -> bool:
    """Tell whether what people read is what their telephone will dial."""
    read, sent = dialled(written), dial_string.removeprefix("+")
    if read.removeprefix("+") == sent:
        return True
    in_the_country = read.removeprefix("0")
    is_long = len(in_the_country) >= LEAST_OF_A_LONG_NUMBER
    return dial_string.startswith("+") and read.startswith("0") and is_long and sent.endswith(in_the_country)
