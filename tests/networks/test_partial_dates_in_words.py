"""A date known to the year, the month or the day, as sentences of each language have it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from networks.models import Membership
from networks.partial_dates import (
    PartialDateField,
    PartialDateFormField,
    after_since,
    before_punctuation,
    display,
    from_to,
    is_to_come,
    parse,
    today,
    written,
)

MONTHS = {
    "sr-latn": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("language", MONTHS)
def test_each_month_stands_in_the_case_that_follows_since(language):
    with translation.override(language):
        found = [after_since(f"2013-{month:02d}").partition(" ")[0] for month in range(1, 13)]
        assert found == MONTHS[language].split()


@pytest.mark.parametrize(
    ("first", "last", "serbian", "english"),
    [
        ("", "", "", ""),
        ("2010", "", "od 2010.", "since 2010"),
        ("", "2013-05", "do maja 2013.", "until May 2013"),
        ("2010", "2013", "od 2010. do 2013.", "from 2010 to 2013"),
        ("2010-05-03", "", "od 3. maja 2010.", "since 3 May 2010"),
    ],
)
def test_from_when_until_when_is_said_as_far_as_it_is_known(first, last, serbian, english):
    with translation.override("sr-latn"):
        assert from_to(first, last) == serbian
    with translation.override("en"):
        assert from_to(first, last) == english


@pytest.mark.parametrize(
    ("value", "serbian", "before", "in_a_form"),
    [
        ("", "", "", ""), ("2013", "2013.", "2013", "2013"), ("2013-05", "maj 2013.", "maj 2013", "5. 2013."),
        ("2013-05-03", "3. maj 2013.", "3. maj 2013", "3.5.2013."),
    ],
)  # fmt: skip
def test_a_date_is_shown_in_serbian_with_its_full_stop_and_typed_in_figures(
    value, serbian, before, in_a_form
):
    with translation.override("sr-latn"):
        assert (display(value), before_punctuation(value), written(value)) == (serbian, before, in_a_form)


def test_only_what_is_wholly_to_come_is_to_come():
    year, day = today().year, today() + datetime.timedelta(days=2)

    assert is_to_come(str(year + 1)) and is_to_come(day.isoformat())
    assert not any(is_to_come(value) for value in ("", "2013", str(year), today().isoformat(), "nije datum"))


@pytest.mark.parametrize("text", ["1799", "2201", "31.12.1799."])
def test_a_year_that_nobody_means_is_refused_in_its_own_words(text):
    with pytest.raises(ValidationError) as refused:
        parse(text)
    assert "1800" in str(refused.value.messages)


@pytest.mark.parametrize("text", ["30.2.2013.", "32.1.2013.", "13.2013.", "0.5.2013."])
def test_a_day_that_there_is_not_is_no_date(text):
    with pytest.raises(ValidationError):
        parse(text)


def test_today_is_that_of_serbia_wherever_a_member_of_staff_is():
    with timezone.override("Pacific/Kiritimati"):
        far = today()
    with timezone.override("Pacific/Pago_Pago"):
        assert today() == far


def test_a_field_takes_ten_signs_may_be_empty_and_says_how_dates_are_written():
    field, form = PartialDateField(), PartialDateField().formfield()

    assert (field.max_length, field.blank, form.max_length, form.required) == (10, True, 40, False)
    assert "2013" in str(form.help_text)
    assert PartialDateField(blank=False, max_length=7, help_text="Kada").formfield().help_text == "Kada"
    assert field.clean("", Membership()) == "" and field.clean("maj 2013", Membership()) == "2013-05"
    # What is stored is shown as people write it; what is no date and no text is left as it is.
    shown = PartialDateFormField()
    assert [shown.prepare_value(value) for value in ("2013-05", "2013-5", None)] == [
        "5. 2013.",
        "2013-5",
        None,
    ]
