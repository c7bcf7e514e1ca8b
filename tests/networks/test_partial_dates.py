"""A date says what is known and no more."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from networks.models import Membership
from networks.partial_dates import PartialDateFormField, display, first_day, last_day, parse
from networks.templatetags.partial_dates import date_in_brackets


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2013", "2013"),
        ("2013.", "2013"),
        (" 2013 ", "2013"),
        ("5.2013.", "2013-05"),
        ("5. 2013", "2013-05"),
        ("2013-5", "2013-05"),
        ("2013-05", "2013-05"),
        ("23.7.2019.", "2019-07-23"),
        ("23. 7. 2019", "2019-07-23"),
        ("2019-07-23", "2019-07-23"),
        ("29.2.2024.", "2024-02-29"),
        ("05/2013", "2013-05"),
        ("23/7/2019", "2019-07-23"),
        ("maj 2013", "2013-05"),
        ("Maj 2013.", "2013-05"),
        ("maja 2013.", "2013-05"),
        ("23. jul 2019.", "2019-07-23"),
        ("5. septembra 2001", "2001-09-05"),
        ("May 2013", "2013-05"),
        ("23 July 2019", "2019-07-23"),
        ("мај 2013", "2013-05"),
        ("maja 2013. godine", "2013-05"),
        ("V 2013", "2013-05"),
        ("23. VII 2019.", "2019-07-23"),
        ("23.VII.2019.", "2019-07-23"),
        ("okt. 2013.", "2013-10"),
        ("2013. god.", "2013"),
        ("1800", "1800"),
        ("2200", "2200"),
    ],
)
def test_a_date_may_be_written_as_one_is_used_to(written, stored):
    assert parse(written) == stored
    assert parse(stored) == stored


@pytest.mark.parametrize(
    "written",
    [
        "",
        "danas",
        "13",
        "201",
        "20133",
        "13.2013",
        "0.2013",
        "31.4.2019",
        "29.2.2023",
        "2019-02-30",
        "1799",
        "2201",
        "0000",
        "2013-05-",
        "5/13",
        "13/2013",
        "maj",
        "maja 13",
        "marketing 2013",
        "2013-05-01-01",
        "-2013",
        "2013\n2014",
        "XIII 2013",
        "ma 2013",
        "do 2013",
    ],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(ValidationError):
        parse(written)


@pytest.mark.parametrize(
    ("stored", "shown"), [("2013", "2013"), ("2013-05", "5. 2013."), ("2019-07-23", "23.7.2019."), ("", "")]
)
def test_a_form_shows_a_date_as_people_write_it(stored, shown):
    field = PartialDateFormField(required=False)
    assert field.prepare_value(stored) == shown
    assert not field.has_changed(stored, shown)
    assert field.has_changed(stored, "1999")
    assert field.has_changed(stored, "danas")
    assert field.prepare_value("danas") == "danas"


@given(st.text())
def test_nothing_but_a_date_or_a_refusal_comes_of_any_text(text):
    try:
        stored = parse(text)
    except ValidationError:
        return
    assert first_day(stored) <= last_day(stored)


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2200, 12, 31)), st.sampled_from([4, 7, 10]))
def test_a_stored_date_sorts_and_spans_what_it_says(day, precision):
    stored = parse(day.isoformat()[:precision])

    assert stored == day.isoformat()[:precision]
    assert first_day(stored) <= day <= last_day(stored)


@pytest.mark.parametrize(
    ("stored", "first", "last"),
    [
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2024-02", (2024, 2, 1), (2024, 2, 29)),
        ("2019-07-23", (2019, 7, 23), (2019, 7, 23)),
    ],
)
def test_the_days_that_it_can_mean(stored, first, last):
    assert first_day(stored) == datetime.date(*first)
    assert last_day(stored) == datetime.date(*last)


@pytest.mark.parametrize(
    ("stored", "english"),
    [("", ""), ("2013", "2013"), ("2013-05", "May 2013"), ("2019-07-23", "23 July 2019")],
)
def test_it_is_shown_in_english(stored, english):
    with translation.override("en"):
        assert display(stored) == english


@pytest.mark.parametrize("stored", ["2013", "2013-05", "2019-07-23"])
def test_it_is_shown_in_serbian(stored):
    with translation.override("sr-latn"):
        shown = display(stored)
    assert stored[:4] in shown
    assert "May" not in shown
    assert "July" not in shown


def test_the_form_takes_what_the_model_takes():
    field = Membership._meta.get_field("since").formfield()

    assert isinstance(field, PartialDateFormField)
    # Longer than what is stored.
    assert field.clean("23. 07. 2019.") == "2019-07-23"
    assert field.clean("") == ""
    with pytest.raises(ValidationError):
        field.clean("juče")


def test_code_that_validates_stores_the_same_form():
    membership = Membership(since="5.2013.")
    membership.clean_fields(exclude={field.name for field in Membership._meta.fields} - {"since"})

    assert membership.since == "2013-05"


def test_before_a_bracket_serbian_leaves_out_the_full_stop():
    with translation.override("sr-latn"):
        assert date_in_brackets("2024-05") == '<time datetime="2024-05">maj 2024</time>'
    with translation.override("en"):
        assert date_in_brackets("2024-05") == '<time datetime="2024-05">May 2024</time>'
