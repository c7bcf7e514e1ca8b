"""Dates as people here write them: 5. 2013., maja 2013. godine, 05/2013, V 2013, 1.1.2027. u 10.

English ones and ISO are read too, for the admin speaks both languages. What is not said stays None.
"""

import re
from typing import Any, NamedTuple

from astra_site.serbian.folding import fold

NAMES_OF_MONTHS = (
    ("januar", "january"),
    ("februar", "february"),
    ("mart", "march"),
    ("april",),
    ("maj", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("avgust", "august"),
    ("septembar", "septembr", "september"),
    ("oktobar", "oktobr", "october"),
    ("novembar", "novembr", "november"),
    ("decembar", "decembr", "december"),
)
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
SHORTEST_ABBREVIATION = 3
_MONTHS = {name: number for number, names in enumerate(NAMES_OF_MONTHS, 1) for name in names}
# "maja 2013." is how a month is said with anything before it.
_MONTHS |= {f"{name}a": number for name, number in _MONTHS.items()}
_MONTHS |= {numeral: number for number, numeral in enumerate(ROMAN, 1)}

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_POINTS = re.compile(r"(?:(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})\.\s*)?(?P<year>\d{4})\.?")
_SLASHES = re.compile(r"(?:(?P<day>\d{1,2})\s*/\s*)?(?P<month>\d{1,2})\s*/\s*(?P<year>\d{4})\.?")
_WORDS = re.compile(r"(?:(?P<day>\d{1,2})\.?\s*)?(?P<word>[^\W\d_]+)\.?,?\s*(?P<year>\d{4})\.?")
_YEAR_SAID = re.compile(r"\s*\b(?:godine|god\.?|g\.)$")
_TIME = re.compile(
    r"[\sT,]+(?:u\s+|at\s+)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})(?:[:.]\d{2}(?:\.\d+)?)?)?"
    r"\s*(?:h|č|c|časova|casova|sati|sata|sat)?\.?$",
    re.IGNORECASE,
)


class WrittenDate(NamedTuple):
    """What somebody has written of a date; it may be a day that does not exist."""

    year: int
    month: int | None = None
    day: int | None = None


class WrittenTime(NamedTuple):
    """What somebody has written of a time of day."""

    hour: int
    minute: int = 0


def read_date(text: str) -> WrittenDate | None:
    """Return the date that `text` says, or None if it says none."""
    bare = _YEAR_SAID.sub("", " ".join(text.split()))
    for notation in (_ISO, _POINTS, _SLASHES, _WORDS):
        match = notation.fullmatch(bare)
        if match is None:
            continue
        said: dict[str, Any] = match.groupdict()
        if said.get("word"):
            said["month"] = month_called(said["word"])
            if said["month"] is None:
                continue
        return WrittenDate(*(int(said[part]) if said[part] else None for part in ("year", "month", "day")))  # type: ignore[arg-type]
    return None


def read_date_and_time(text: str) -> tuple[WrittenDate, WrittenTime | None] | None:
    """Return the date and, where `text` says one, the time; None if it is neither."""
    date = read_date(text)
    if date:
        return date, None
    said = _TIME.search(text.strip())
    date = read_date(text.strip()[: said.start()]) if said else None
    if said is None or date is None:
        return None
    return date, WrittenTime(int(said["hour"]), int(said["minute"] or 0))


def month_called(word: str) -> int | None:
    """Return the number of a month by its name in any case, shortened or not, or as a Roman numeral."""
    folded = fold(word)
    if folded in _MONTHS:
        return _MONTHS[folded]
    if len(folded) < SHORTEST_ABBREVIATION:
        return None
    return next((number for name, number in _MONTHS.items() if name.startswith(folded)), None)
