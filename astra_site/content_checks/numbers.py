"""The numbers that a text says in digits, in Serbian and English notation."""

import re
from collections.abc import Iterator

from astra_site.content_checks.link_rules import PHONE
from astra_site.serbian.findings import ADDRESS, DOMAIN

SPACES = "\u00a0\u202f\u2009 "
NUMBER = re.compile(
    rf"(?<![\d\w])(?P<whole>\d{{1,3}}(?:[.,{SPACES}]\d{{3}})+(?!\d)|\d+)(?P<rest>[.,:]\d{{1,2}}(?!\d))?"
    r"(?P<half>\s?[ap]\.?m\b\.?)?(?P<decade>(?:-ih|-tih|s)\b)?"
)
# Of a date only day and year count: the month is a number in one language and a word in the other.
NUMERIC_DATES = (
    (re.compile(r"(?<!\d)(\d{1,2})\.\s?\d{1,2}\.\s?((?:19|20)\d\d)"), r"\1 \2"),
    (re.compile(r"(?<!\d)(\d{1,2})\.\d{1,2}\.(?!\d)"), r"\1"),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)-\d{2}-(\d{2})(?!\d)"), r"\1 \2"),
)


def numbers_in(text: str) -> set[str]:
    """Return the numbers of `text` that its translation should have too, as plain digits."""
    for pattern in (ADDRESS, DOMAIN, PHONE):
        text = pattern.sub(" ; ", text)
    for pattern, replacement in NUMERIC_DATES:
        text = pattern.sub(replacement.replace(" ", " ; "), text)
    return set(_digits(text))


def _digits(text: str) -> Iterator[str]:
    for match in NUMBER.finditer(text):
        if match["decade"]:
            continue  # "the 1990s" is "devedesetih"
        number = int(re.sub(r"\D", "", match["whole"]))
        if match["half"] and "p" in match["half"] and number < 12:
            number += 12
        yield str(number)
        if match["rest"]:
            # 3,5 and 3.5 are one number, 14.30 and 2:30 pm one time: their parts are compared.
            yield str(int(match["rest"][1:]))
