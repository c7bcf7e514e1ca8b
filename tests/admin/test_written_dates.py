"""Fields of dates read what people write, and show it as it is written here."""

import datetime
from typing import Any

import pytest
from django import forms
from django.db import models
from wagtail.admin.forms.models import registry
from wagtail.admin.widgets import AdminDateTimeInput

from astra_site.editing.written_dates import WrittenDateInput, WrittenDateTimeInput, understand_times


@pytest.mark.parametrize(
    ("typed", "day", "moment"),
    [
        ("5. mart 2026.", "5.3.2026.", "5.3.2026. 00:00"),
        ("05.03.2026.", "5.3.2026.", "5.3.2026. 00:00"),
        ("5.3.2026. 14:05", "5.3.2026.", "5.3.2026. 14:05"),
        ("31.2.2026.", "31.2.2026.", "31.2.2026."),
        ("mart 2026.", "mart 2026.", "mart 2026."),
        ("sutra", "sutra", "sutra"),
        (None, None, None),
    ],
)
def test_what_is_a_date_is_handed_on_in_the_notation_of_the_field(typed: Any, day: Any, moment: Any) -> None:
    for widget, expected in ((WrittenDateInput(), day), (WrittenDateTimeInput(), moment)):
        assert widget.value_from_datadict({"x": typed}, {}, "x") == expected
    assert WrittenDateInput().value_from_datadict({"x": ["5"]}, {}, "x") == ["5"]


def test_a_date_is_shown_without_zeros_and_a_day_begins_at_midnight() -> None:
    day, moment = datetime.date(2026, 3, 5), datetime.datetime(2026, 3, 5, 9, 7)
    assert WrittenDateInput().format_value(day) == "5.3.2026."
    assert WrittenDateTimeInput().format_value(day) == "5.3.2026. 00:00"
    assert WrittenDateTimeInput().format_value(moment) == "5.3.2026. 09:07"
    assert WrittenDateTimeInput().format_value("sutra") == "sutra"
    assert WrittenDateInput().format_value(None) is None


def test_every_date_of_the_admin_is_read_so_and_the_schedules_too() -> None:
    overrides = [registry.get(field) for field in (models.DateField(), models.DateTimeField())]
    assert [each["widget"] for each in overrides] == [WrittenDateInput, WrittenDateTimeInput]

    class Form(forms.Form):
        at = forms.DateTimeField(
            widget=AdminDateTimeInput(attrs={"id": "a"}, js_overlay_parent_selector="#place")
        )
        name = forms.CharField()

    form = Form()
    form.fields["at"].widget.is_localized = True
    understand_times(form)
    widget: Any = form.fields["at"].widget
    assert type(widget) is WrittenDateTimeInput and widget.attrs["id"] == "a"
    assert (widget.js_overlay_parent_selector, widget.is_localized) == ("#place", True)
    assert isinstance(form.fields["name"].widget, forms.TextInput)
