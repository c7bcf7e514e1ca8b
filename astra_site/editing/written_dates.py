"""Fields of dates and times that understand what people write, and show it again as it is written here."""

import datetime
from typing import Any

from django import forms
from django.db import models
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from astra_site.serbian.dates import WrittenTime, read_date_and_time

_Widget: Any = object  # forms.DateInput, with which it is mixed


class AsWrittenMixin(_Widget):
    """Hands on what is a date in the notation of the form; what is none stays as it was typed."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the typed value, put into the notation that the field reads."""
        typed = super().value_from_datadict(data, files, name)
        read = read_date_and_time(typed) if isinstance(typed, str) else None
        if read is None or None in read[0]:
            return typed
        try:
            moment = datetime.datetime(*read[0], *(read[1] or WrittenTime(0)))  # type: ignore[arg-type]
        except ValueError:
            return typed
        # The zone is the field's affair.
        return self.written(moment)

    def format_value(self, value: Any) -> str | None:
        """Return 5.3.2026. for a date; Wagtail's format, which its calendar reads, has zeros."""
        return self.written(value) if isinstance(value, datetime.date) else super().format_value(value)

    def written(self, value: datetime.date) -> str:
        """Return a date as it is written here, whatever the language of the admin."""
        return f"{value.day}.{value.month}.{value.year}."


class WrittenDateInput(AsWrittenMixin, AdminDateInput):
    """A day."""


class WrittenDateTimeInput(AsWrittenMixin, AdminDateTimeInput):
    """A day and the time of day."""

    def written(self, value: datetime.date) -> str:
        """Return the day with its time; a day alone begins at midnight."""
        time = f"{value:%H:%M}" if isinstance(value, datetime.datetime) else "00:00"
        return f"{super().written(value)} {time}"


def understand_times(form: forms.Form) -> None:
    """Give the fields of Wagtail's schedule our widget: its panel names its own."""
    for field in form.fields.values():
        theirs = field.widget
        if type(theirs) is AdminDateTimeInput:
            place = theirs.js_overlay_parent_selector
            field.widget = WrittenDateTimeInput(attrs=theirs.attrs, js_overlay_parent_selector=place)
            field.widget.is_localized = theirs.is_localized


register_form_field_override(models.DateField, override={"widget": WrittenDateInput})
register_form_field_override(models.DateTimeField, override={"widget": WrittenDateTimeInput})
