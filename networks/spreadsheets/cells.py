"""What may stand in a cell, and how a value becomes text and comes back the same."""

import datetime
import math
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from astra_site.exports import looks_like_formula
from networks import partial_dates

LONGEST_CELL = 32_767
_YES = {"yes", "da", "true", "1"}
_NO = {"no", "ne", "false", "0", ""}
_DATE_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00:00")


class Marker(str):
    """Stands in a cell for a value that the export does not give away or cannot hold: it stays as it is.

    A text that merely reads the same is no marker; it goes out with an apostrophe before it.
    """

    __slots__ = ()


SECRET = Marker("[secret]")
TOO_LONG = Marker("[too long]")
MARKERS = (SECRET, TOO_LONG)


class CellError(ValueError):
    """What a cell holds cannot be used; says why, for a person."""


def _needs_apostrophe(text: str) -> bool:
    return looks_like_formula(text) or text.startswith("'") or text in MARKERS


def to_cell(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: an apostrophe goes before what looks like a formula.

    What begins with an apostrophe of its own gets one more, so `from_cell` can always take it back.
    """
    return f"'{text}" if _needs_apostrophe(text) else text


def from_cell(text: str) -> str:
    """Return the text that `to_cell` made safe; anything else as it is."""
    return text[1:] if text.startswith("'") and _needs_apostrophe(text[1:]) else text


def one_line_ends(text: str) -> str:
    """Return `text` with the line ends that Windows and forms write (CR LF) as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Kind:
    """Text, and the base of all kinds."""

    # Numbers are no danger at the start of a cell, however they begin.
    is_number = False

    def to_text(self, value: Any) -> str:
        """Return a value of the database as the text that the export writes."""
        return "" if value is None else str(value)

    def parse(self, text: str) -> str:
        """Return what a person typed in the form that `to_text` has.

        Raises:
            CellError: it cannot be used.
        """
        return one_line_ends(text).strip()

    def to_value(self, text: str) -> Any:
        """Return the value for the database; the inverse of `to_text`."""
        return text


class Line(Kind):
    """Text of one line."""

    def parse(self, text: str) -> str:
        """Refuse line breaks."""
        line = super().parse(text)
        if "\n" in line:
            raise CellError(_("Only one line may stand here."))
        return line


class Boolean(Kind):
    """Yes or no."""

    def to_text(self, value: Any) -> str:
        """Write yes or no."""
        return "yes" if value else "no"

    def parse(self, text: str) -> str:
        """Understand Serbian, English and what spreadsheets write themselves."""
        word = text.strip().lower()
        if word not in _YES | _NO:
            raise CellError(_("Write yes or no."))
        return "yes" if word in _YES else "no"

    def to_value(self, text: str) -> bool:
        """Return a boolean."""
        return text == "yes"


class Number(Kind):
    """A number with decimals, or nothing."""

    is_number = True

    def to_text(self, value: Any) -> str:
        """Write all digits, with a point."""
        return "" if value is None else repr(float(value))

    def parse(self, text: str) -> str:
        """Take a comma as well, as Serbian writes it."""
        written = text.strip().replace("−", "-")
        if not written:
            return ""
        try:
            number = float(written.replace(",", "."))
        except ValueError as error:
            raise CellError(_("Write a number such as 44.8125.")) from error
        if not math.isfinite(number):
            raise CellError(_("Write a number such as 44.8125."))
        return repr(number)

    def to_value(self, text: str) -> float | None:
        """Return the number."""
        return float(text) if text else None


class Day(Kind):
    """A day, or nothing."""

    def to_text(self, value: Any) -> str:
        """Write ISO 8601."""
        return value.isoformat() if value else ""

    def parse(self, text: str) -> str:
        """Take ISO and Serbian notation, but only a whole day."""
        written = partial_date(text)
        if written and len(written) != 10:
            raise CellError(_("Write a day such as 2026-11-24."))
        return written

    def to_value(self, text: str) -> datetime.date | None:
        """Return the date."""
        return datetime.date.fromisoformat(text) if text else None


class PartialDate(Kind):
    """A year, a month or a day, or nothing."""

    def parse(self, text: str) -> str:
        """Take ISO and Serbian notation."""
        return partial_date(text)


class Choice(Line):
    """One of a few keys."""

    def __init__(self, keys: Iterable[str], default: str = "") -> None:
        self.keys = tuple(keys)
        self.default = default

    def parse(self, text: str) -> str:
        """Refuse what is not a key."""
        key = super().parse(text) or self.default
        if key and key not in self.keys:
            raise CellError(
                _("“%(value)s” is not known. Possible are: %(keys)s.")
                % {"value": key, "keys": ", ".join(self.keys)}
            )
        return key


def partial_date(text: str) -> str:
    """Return the stored form of a year, a month or a day.

    Raises:
        CellError: it is none.
    """
    written = _DATE_TIME.sub(r"\1", text.strip())
    if not written:
        return ""
    try:
        return partial_dates.parse(written)
    except ValidationError as error:
        raise CellError(" ".join(error.messages)) from error
