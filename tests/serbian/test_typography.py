"""What the rules of writing find, and what they leave in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.serbian import typography
from astra_site.serbian.findings import ENGLISH, MASK, SERBIAN, excerpt

LANGUAGES = st.sampled_from(["sr-latn", "en"])


def found(text, language=SERBIAN):
    return {finding.rule for rule in typography.ALL for finding in rule(text, language)}


def suggestions(rule, text, language=SERBIAN):
    return [finding.suggestion for finding in rule(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "suggestion"),
    [
        ('Mreža "Žene protiv nasilja"', SERBIAN, "„Žene protiv nasilja”"),
        ('The "Women" network', ENGLISH, "“Women”"),
        ("Global Missing Children's Network", ENGLISH, "Children’s"),
        ("the members' list", ENGLISH, "members’"),
        ("a so-called 'safe house' here", ENGLISH, "‘safe house’"),
    ],
)
def test_straight_quotes_become_those_of_the_language(text, language, suggestion):
    assert suggestion in suggestions(typography.straight_quotes, text, language)


@pytest.mark.parametrize("text", ["43°19'12\" N", "Mreža „Žene protiv nasilja”", "ASTRA’s data"])
def test_minutes_and_right_quotes_are_left_in_peace(text):
    assert not suggestions(typography.straight_quotes, text)


@pytest.mark.parametrize(
    ("text", "language", "suggestion"),
    [
        ("Mreža “Žene protiv nasilja”", SERBIAN, "„Žene protiv nasilja”"),
        ("Mreža „Žene protiv nasilja“", SERBIAN, "„Žene protiv nasilja”"),
        ("Mreža »Žene«", SERBIAN, "„Žene”"),
        ("The „Women” network", ENGLISH, "“Women”"),
    ],
)
def test_quotes_of_another_language_are_found(text, language, suggestion):
    assert suggestions(typography.foreign_quotes, text, language) == [suggestion]


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("period 2021-2024.", "2021–2024."),
        ("sezona 2021-24", "2021–24"),
        ("uzrast 12-15 godina", "12–15"),
        ("2012.-2014.", "2012–2014."),
        ("mreža - platforma", " – "),
        ("mreža -- platforma", " – "),
    ],
)
def test_a_hyphen_where_a_dash_belongs_is_found(text, suggestion):
    assert suggestions(typography.hyphen_as_dash, text) == [suggestion]


@pytest.mark.parametrize(
    "text",
    [
        "organizacija-partner",
        "011-785-0000",
        "063-1234567",
        "2013-05",
        "2013-05-17",
        "https://astra.rs/2012-2014/spisak-1",
        "astra.rs/spisak-10-12 ",
        "COVID-19",
        "12-godišnjak",
        "rezultat 3-1",
        "2021–2024.",
        "- stavka na početku reda",
    ],
)
def test_compounds_phones_dates_and_addresses_keep_their_hyphens(text):
    assert not suggestions(typography.hyphen_as_dash, text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("dve  reči", "double-space"),
        ("reč , reč", "space-before-mark"),
        ("reč .", "space-before-mark"),
        ("( reč )", "space-before-mark"),
        ("reč,reč", "space-missing"),
        ("od 2013.godine", "space-missing"),
    ],
)
def test_spaces_too_many_or_too_few_are_found(text, rule):
    assert rule in found(text)


@pytest.mark.parametrize("text", ["reč, reč. Reč", "1,5 i 1.000", "a. d.", "info@astra.rs", "reč …", "(reč)"])
def test_right_spaces_are_left_in_peace(text):
    assert not found(text)


@pytest.mark.parametrize("text", ["TRGOVINA LJUDIMA", "VAŽNO OBAVEŠTENJE za sve", "ovo je OBAVEŠTENJE"])
def test_words_that_shout_are_found(text):
    assert list(typography.all_capitals(text, SERBIAN))


@pytest.mark.parametrize("text", ["ECOSOC", "ASTRA i AŽC", "NVO u SAD", "ASTRINOM", "prEUgovor", "UNICEF-a"])
def test_acronyms_and_their_cases_are_left_in_peace(text):
    assert not list(typography.all_capitals(text, SERBIAN, frozenset({"ASTRA"})))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    # Few Cyrillic letters stand for what they look like, many for what they are.
    [("trgоvina", "trgovina"), ("рodrška", "podrška"), ("подршкa", "podrška")],
)
def test_a_word_of_two_scripts_is_found_and_mended(text, suggestion):
    (finding,) = typography.mixed_scripts(text, SERBIAN)
    assert (finding.rule, finding.suggestion) == ("mixed-script", suggestion)


def test_a_cyrillic_word_is_shown_in_latin():
    (finding,) = typography.mixed_scripts("жене", SERBIAN)
    assert (finding.rule, finding.suggestion) == ("cyrillic-word", "žene")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("osnovana 2013 godine", "2013. godine"),
        ("u maju 2013 osnovana je", "maju 2013."),
        ("23 jula 2019. godine", "23. jula"),
        ("Strategija 2021–2024", "2021–2024."),
    ],
)
def test_years_and_days_without_their_stop_are_found_in_serbian(text, suggestion):
    assert suggestions(typography.serbian_years, text) == [suggestion]


@pytest.mark.parametrize(
    "text",
    [
        "2013. godine",
        "maja 2013.",
        "(maja 2013)",
        "u maju 2013, na inicijativu",
        "1. decembar 2012 – 30. novembar 2014.",
        "u periodu 2021–2024, mreža",
        "2000 članica",
    ],
)
def test_years_written_right_are_left_in_peace(text):
    assert not suggestions(typography.serbian_years, text)


def test_english_years_need_no_stop():
    assert not found("founded in May 2013 for 2021–2024", ENGLISH)


@given(st.text(), LANGUAGES)
def test_no_text_breaks_a_rule(text, language):
    for rule in (*typography.ALL, typography.all_capitals):
        for finding in rule(text, language):
            assert 0 <= finding.start <= finding.end <= len(text)
            assert MASK not in finding.shown_in(text).suggestion or MASK in text


@given(st.text(alphabet="aБ2013 .-–\"'„”,(", max_size=60), LANGUAGES)
def test_no_text_of_marks_and_years_breaks_a_rule(text, language):
    for rule in typography.ALL:
        assert all(finding.rule for finding in rule(text, language))


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_an_excerpt_always_holds_what_was_found(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    assert text[start:end].strip() in excerpt(text, start, end)
