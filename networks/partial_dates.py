"""Dates that are known to the year, the month or the day, and say no more than is known.

Stored as ISO 8601 with reduced precision ("2013", "2013-05", "2019-07-23"), which sorts as text on
every database and needs no second column for the precision.
"""

import calendar
import datetime
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import dates, timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from astra_site.serbian.dates import read_date

STORED = re.compile(r"\d{4}(?:-\d{2}){0,2}")
# "23. septembra 2019. godine"
LONGEST_WRITTEN = 40
FORMAT_HELP = _("Year, month and year, or day: 2013, maj 2013, 5. 2013. or 23.7.2019.")


def parse(text: str) -> str:
    """Return `text`, as ISO or as people write it (23.7.2019., 05/2013, maj 2013), in the stored form.

    Raises:
        ValidationError: it is neither, or no such day exists.
    """
    said = read_date(text)
    if said is None:
        raise ValidationError(FORMAT_HELP)
    year, month, day = said
    try:
        datetime.date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError as error:
        raise ValidationError(_("There is no such date.")) from error
    if not 1800 <= year <= 2200:
        raise ValidationError(_("The year must be between 1800 and 2200."))
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])


def written(value: str) -> str:
    """Return the stored `value` as a form shows it: 2013, 5. 2013. or 23.7.2019."""
    if not value:
        return ""
    *earlier, year = (str(int(part)) for part in reversed(value.split("-")))
    if not earlier:
        return year
    return f"{earlier[0]}. {year}." if len(earlier) == 1 else f"{earlier[0]}.{earlier[1]}.{year}."


def today() -> datetime.date:
    """Return the date in Serbia, whatever time zone a member of staff has chosen."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def last_day(value: str) -> datetime.date:
    """Return the last day that the stored `value` can mean: 2013 → 31 December 2013."""
    year, month, day = (int(part) for part in f"{value}-0-0".split("-")[:3])
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(value: str) -> datetime.date:
    """Return the first day that the stored `value` can mean: 2013-05 → 1 May 2013."""
    year, month, day = (int(part) for part in f"{value}-1-1".split("-")[:3])
    return datetime.date(year, month, day)


def is_to_come(value: str) -> bool:
    """Tell whether the whole of what `value` can mean is still to come; what is no date is not."""
    try:
        return bool(value) and first_day(value) > today()
    except ValueError:
        # A field with such a value refuses it itself.
        return False


def display(value: str) -> str:
    """Return the stored `value` as the active language writes it: "maj 2013.", "May 2013"."""
    if not value:
        return ""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 1:
        return pgettext("a year alone", "%(year)s") % {"year": parts[0]}
    month = str(dates.MONTHS[parts[1]])
    if len(parts) == 2:
        return pgettext("month and year", "%(month)s %(year)s") % {"month": month, "year": parts[0]}
    return pgettext("a day", "%(day)s %(month)s %(year)s") % {
        "day": parts[2],
        "month": month,
        "year": parts[0],
    }


def before_punctuation(value: str) -> str:
    """Return `value` as it stands before a comma or a closing bracket: "maj 2013", without the full stop."""
    return display(value).removesuffix(".")


def from_to(first: str, last: str) -> str:
    """Return two stored dates in the active language: "od maja 2013.", "od 2010. do 2013.", "do 2013."."""
    words = {"first": after_since(first), "last": after_since(last)}
    if first and last:
        return gettext("from %(first)s to %(last)s") % words
    if last:
        return gettext("until %(last)s") % words
    return gettext("since %(first)s") % words if first else ""


def after_since(value: str) -> str:
    """Return `value` as it follows "since": Serbian puts the month in the genitive, "maja 2013."."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) < 2:
        return display(value)
    words = {"month": _month_after_since(parts[1]), "year": parts[0]}
    if len(parts) == 2:
        return pgettext("month and year", "%(month)s %(year)s") % words
    return pgettext("a day", "%(day)s %(month)s %(year)s") % {**words, "day": parts[2]}


def _month_after_since(month: int) -> str:
    names = (
        pgettext("month after since or until", "January"),
        pgettext("month after since or until", "February"),
        pgettext("month after since or until", "March"),
        pgettext("month after since or until", "April"),
        pgettext("month after since or until", "May"),
        pgettext("month after since or until", "June"),
        pgettext("month after since or until", "July"),
        pgettext("month after since or until", "August"),
        pgettext("month after since or until", "September"),
        pgettext("month after since or until", "October"),
        pgettext("month after since or until", "November"),
        pgettext("month after since or until", "December"),
    )
    return names[month - 1]


class PartialDateFormField(forms.CharField):
    """Accepts ISO and Serbian notation."""

    def clean(self, value: Any) -> str:
        """Return the stored form."""
        text = super().clean(value)
        return parse(text) if text else ""

    def prepare_value(self, value: Any) -> Any:
        """Show the stored form as people write it, and what somebody has just typed as it is."""
        return written(value) if isinstance(value, str) and STORED.fullmatch(value) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another date is meant, however it is written."""
        try:
            return super().has_changed(initial, self.clean(data))
        except ValidationError:
            return True


class PartialDateField(models.CharField):
    """A date known to the year, the month or the day; empty when it is not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("help_text", FORMAT_HELP)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> str:
        """Return the stored form, whoever sets the value."""
        text = super().clean(value, model_instance)
        return parse(text) if text else ""

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        """Return a field that accepts ISO and Serbian notation."""
        return super().formfield(form_class=PartialDateFormField, max_length=LONGEST_WRITTEN, **kwargs)
