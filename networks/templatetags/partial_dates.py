"""Filters for dates that are known to the year, the month or the day."""

from django import template
from django.utils.translation import pgettext

from networks import partial_dates

register = template.Library()


@register.filter
def partial_date(value: str) -> str:
    """Return the stored `value` as the active language writes it: "maj 2013."."""
    return partial_dates.display(value) if value else ""


@register.filter
def partial_date_after_since(value: str) -> str:
    """Return `value` as it follows "since": Serbian puts the month in the genitive, "maja 2013."."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) < 2:
        return partial_date(value)
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
