"""What is written into a cell comes back the same, and no spreadsheet runs it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.exports import FORMULA_STARTS
from networks.spreadsheets import cells, kinds
from networks.spreadsheets.cells import CellError
from networks.spreadsheets.phones import Phones

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(TEXT | st.sampled_from([*cells.MARKERS, "'", "''=1", "=1+1", "+381 11", "'[secret]"]))
def test_an_apostrophe_that_goes_before_a_text_is_taken_back(text):
    assert cells.from_cell(cells.to_cell(text)) == text


@given(st.sampled_from(FORMULA_STARTS), TEXT)
def test_nothing_goes_out_that_begins_like_a_formula(start, text):
    assert cells.to_cell(start + text).startswith("'")


def test_a_name_that_begins_with_an_apostrophe_by_itself_stays_so():
    assert cells.from_cell("'t Huis") == "'t Huis"


PHONE = st.fixed_dictionaries(
    {
        "number": st.from_regex(r"[+]?[0-9]{3,9}", fullmatch=True),
        "label_sr_latn": TEXT.map(lambda text: cells.one_line_ends(text).strip()),
        "label_en": TEXT.map(lambda text: cells.one_line_ends(text).strip()),
        "source_url": st.sampled_from(["", "https://example.org/a|b"]),
        "as_of": st.sampled_from(["", "2021", "2021-05", "2021-05-03"]),
        "confidence": st.sampled_from(["", "confirmed", "likely", "old"]),
        "checked_on": st.sampled_from(["", "2026-11-03"]),
        "hours_sr_latn": TEXT.map(lambda text: cells.one_line_ends(text).strip()),
        "hours_en": TEXT.map(lambda text: cells.one_line_ends(text).strip()),
    }
)


@given(st.lists(PHONE, max_size=3))
def test_phones_survive_bars_backslashes_and_line_ends_in_their_labels(phones):
    kind = Phones()
    assert kind.to_value(kind.to_text(phones)) == phones


def test_a_phone_is_checked_part_by_part():
    phones = Phones()
    assert phones.parse("+381 11 123 | SOS | | | 5.2013\n") == "+381 11 123 | SOS |  |  | 2013-05"
    full = "112 | a | b | https://example.org/ | 2021 | confirmed | 2022-01-01 | 8–16"
    assert phones.parse(full) == full
    assert phones.parse("112 | a | b | | | unconfirmed") == "112 | a | b"
    for wrong in (
        "bez broja | SOS", "12 | a", "1234567890123456", "112 lokal 7", "112 | a | b | ftp://x | ",
        "112 | a | b | | jednom", "112 | a | b | | | mozda", "112 | a | b | | | confirmed",
        "112 | a | b | | | confirmed | 2022", "112 | a | b | | | old | 2999-01-01",
        "112|2|||2021|old||8|9|10",
    ):  # fmt: skip
        with pytest.raises(CellError):
            phones.parse(wrong)


@pytest.mark.parametrize(
    ("kind", "typed", "expected"),
    [
        (cells.Boolean(), "DA", "yes"),
        (cells.Boolean(), "", "no"),
        (cells.Number(), "44,8125", "44.8125"),
        (cells.Number(), "−0.5", "-0.5"),
        (cells.PartialDate(), "23.7.2019.", "2019-07-23"),
        (cells.PartialDate(), "2019-07-23T00:00:00", "2019-07-23"),
        (cells.Number(), " ", ""),
        (cells.Day(), "24.11.2026", "2026-11-24"),
        (cells.Day(), " ", ""),
        (cells.PartialDate(), "2019-07-23 00:00:00", "2019-07-23"),
        (cells.Choice(["a", "b"], "b"), " a ", "a"),
        (cells.Choice(["a", "b"], "b"), " ", "b"),
        (cells.Choice(["a", "b"]), "", ""),
        (cells.Kind(), " jedan\r\ndva\rtri ", "jedan\ndva\ntri"),
        (cells.Line(), " jedan ", "jedan"),
        (kinds.CountryCode(), "rs", "RS"),
        (kinds.CountryCode(), " ", ""),
        (kinds.URL(), "https://example.org", "https://example.org"),
        (kinds.Email(), " a@example.org ", "a@example.org"),
        (kinds.Email(), " ", ""),
        (kinds.FieldsOfWork(frozenset({"at", "edu", "law"})), "law; edu,\nat, ,edu", "at, edu, law"),
        (kinds.LanguageCode(), "", ""),
        (kinds.LanguageCode(), "mk", "mk"),
        (kinds.LanguageCode(), "fil", "fil"),
        (kinds.LanguageCode(), "sr-Latn-RS", "sr-Latn-RS"),
        (kinds.LanguageCode(), "pt-BR", "pt-BR"),
        (kinds.RichText(), "Prvi\ni dalje.\n \n\n", "<p>Prvi<br>i dalje.</p>"),
        (kinds.RichText(), "Prvi.\n\nDrugi & treći.", "<p>Prvi.</p><p>Drugi &amp; treći.</p>"),
        (kinds.RichText(), "  Prvi. \n \n  Drugi. ", "<p>Prvi.</p><p>Drugi.</p>"),
        (kinds.RichText(), '<p style="x" onclick="y()">a</p><script>b()</script>', "<p>a</p>"),
        (kinds.RichText(), '<a href="javascript:x()">a</a>', "<a>a</a>"),
        (kinds.RichText(), '<a linktype="page" id="3">a</a>', '<a linktype="page" id="3">a</a>'),
    ],
)
def test_what_people_type_gets_its_one_form(kind, typed, expected):
    assert kind.parse(typed) == expected


@pytest.mark.parametrize(
    ("kind", "typed", "told"),
    [
        (cells.Boolean(), "možda", "da ili ne"),
        (cells.Number(), "nan", "44.8125"),
        (cells.Number(), "sever", "44.8125"),
        (cells.Day(), "2026-11", "2026-11-24"),
        (cells.PartialDate(), "2019-02-30", "."),
        (kinds.CountryCode(), "Srbija", "države: RS[.]"),
        (kinds.CountryCode(), "Zemlja čuda", "Zemlja čuda"),
        (kinds.URL(), "javascript:alert(1)", "javascript"),
        (kinds.FieldsOfWork(frozenset({"at"})), "at, magija", "magija"),
        (cells.Number(), "inf", "44.8125"),
        (cells.Choice(["a", "b"]), "c", "“c” .* a, b|„c” .* a, b"),
        (kinds.Email(), "a at example.org", "a at example.org"),
        (kinds.FieldsOfWork(frozenset()), "b, a", "rada „a”. .* rada „b”."),
        (kinds.LanguageCode(), "klingonski", "klingonski"),
        (kinds.LanguageCode(), "DE", "DE"),
        (cells.Line(), "dva\nreda", "."),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(kind, typed, told):
    with pytest.raises(CellError, match=told):
        kind.parse(typed)


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (cells.Kind(), None, ""), (cells.Kind(), 0, "0"), (cells.Number(), None, ""),
        (cells.Number(), 0.0, "0.0"),
        (cells.Number(), 44.8125, "44.8125"), (cells.Day(), None, ""), (cells.Boolean(), None, "no"),
        (kinds.FieldsOfWork(), ["edu", "at"], "at, edu"),
    ],
)  # fmt: skip
def test_a_value_becomes_a_text_and_nothing_an_empty_one(kind, value, text):
    assert kind.to_text(value) == text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (cells.Number(), "", None), (cells.Number(), "0.0", 0.0), (cells.Day(), "", None),
        (cells.Day(), "2026-11-24", datetime.date(2026, 11, 24)), (cells.Boolean(), "no", False),
        (kinds.FieldsOfWork(), "", []), (kinds.FieldsOfWork(), "at, edu", ["at", "edu"]),
        (Phones(), "", []),
    ],
)  # fmt: skip
def test_a_text_becomes_a_value_and_an_empty_one_nothing(kind, text, value):
    assert kind.to_value(text) == value


@pytest.mark.parametrize(
    ("text", "is_kept"),
    [
        ("a < b", False), ("a", True), ("<p>a <b>b</b></p>", True),
        ("<p><strong>a</strong></p>", False), ("<p><em>a</em></p>", False),
        ("<p>a</p><script>b</script>", False), ('<p style="x">a</p>', False),
        ("<table><tr><td>a</table>", False),
        ("<ul><li>a</li></ul>", True), ("<h2>a</h2>", False),
    ],
)  # fmt: skip
def test_it_is_noticed_when_formatting_would_be_taken_out(text, is_kept):
    assert kinds.is_rich_text_kept(text) is is_kept
