"""The cell that holds the phones of an organisation, one a line."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from astra_site.safety.models import Confidence
from astra_site.safety.phone_numbers import validate_written_number
from networks.models import PublicPhone
from networks.models.contacts import PHONE, contact_errors
from networks.spreadsheets.cells import CellError, Choice, Day, Kind, one_line_ends, partial_date
from networks.spreadsheets.kinds import URL

# The first five were there before; files of last year must still fit.
PHONE_PARTS = (
    "number", "label_sr_latn", "label_en", "source_url", "as_of", "confidence", "checked_on",
    "hours_sr_latn", "hours_en",
)  # fmt: skip
_DAY = Day()
_CONFIDENCE = Choice(Confidence.values)


class Phones(Kind):
    """One phone a line, its parts with | between; those that are empty at the end are left out."""

    def to_text(self, value: Any) -> str:
        """Write a line for each phone; parts at the end that are empty are left out."""
        return "\n".join(_phone_line(phone) for phone in value)

    def parse(self, text: str) -> str:
        """Check each line and write it in its one form."""
        lines = [line for line in one_line_ends(text).split("\n") if line.strip()]
        return "\n".join(_phone_line(_checked_phone(line)) for line in lines)

    def to_value(self, text: str) -> list[dict[str, str]]:
        """Return the phones as fields and values."""
        return [_phone_of(line) for line in text.split("\n")] if text else []


def _phone_line(phone: dict[str, str]) -> str:
    parts = [_escaped(phone[part] or "") for part in PHONE_PARTS]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return " | ".join(parts)


def _escaped(text: str) -> str:
    one_line = one_line_ends(text).replace("\\", "\\\\").replace("\n", "\\n")
    return one_line.replace("|", "\\|")


def _phone_of(line: str) -> dict[str, str]:
    raw = re.findall(r"(?:\\.|[^\\|]|\\$)+|\|", line)
    parts, current = [], ""
    for piece in [*raw, "|"]:
        if piece == "|":
            parts.append(re.sub(r"\\(.)", _unescaped, current.strip(" ")))
            current = ""
        else:
            current = piece
    return dict(zip(PHONE_PARTS, [*parts, *[""] * len(PHONE_PARTS)], strict=False))


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] == "n" else match[1]


def _checked_phone(line: str) -> dict[str, str]:
    if len(re.sub(r"\\.", "", line).split("|")) > len(PHONE_PARTS):
        message = _("A line for a phone has at most %(number)s parts: “%(line)s”.")
        raise CellError(message % {"number": len(PHONE_PARTS), "line": line})
    phone = {part: value.strip() for part, value in _phone_of(line).items()}
    if not re.search(r"\d", phone["number"]):
        raise CellError(_("There is no number in “%(line)s”.") % {"line": line})
    try:
        validate_written_number(phone["number"])
    except ValidationError as error:
        raise CellError(f"“{line}”: {' '.join(error.messages)}") from error
    phone["source_url"] = URL().parse(phone["source_url"])
    phone["as_of"] = partial_date(phone["as_of"])
    phone["confidence"] = _written(_CONFIDENCE.parse(phone["confidence"]))
    phone["checked_on"] = _DAY.parse(phone["checked_on"])
    _refuse_what_the_model_would(phone, line)
    return phone


def _refuse_what_the_model_would(phone: dict[str, str], line: str) -> None:
    fields = fields_of(phone)
    wrong = contact_errors(
        PHONE, *(fields[name] for name in ("number", "confidence", "source_url", "as_of", "checked_on"))
    )
    if wrong:
        raise CellError(f"“{line}”: {' '.join(str(message) for message in wrong.values())}")


def _written(confidence: str) -> str:
    """Return the confidence as a line has it: nothing for what nobody has confirmed."""
    return "" if confidence == Confidence.UNCONFIRMED else confidence


def parts_of(phone: PublicPhone) -> dict[str, str]:
    """Return the texts of a phone by the names of the parts; the inverse of `fields_of`."""
    parts: dict[str, Any] = {part: getattr(phone, part) for part in PHONE_PARTS}
    return {**parts, "confidence": _written(phone.confidence), "checked_on": _DAY.to_text(phone.checked_on)}


def fields_of(phone: dict[str, str]) -> dict[str, Any]:
    """Return the fields of a phone with the values of its parts."""
    return {
        **phone,
        "confidence": phone["confidence"] or Confidence.UNCONFIRMED,
        "checked_on": _DAY.to_value(phone["checked_on"]),
    }
