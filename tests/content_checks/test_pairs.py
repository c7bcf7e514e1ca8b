"""Numbers, phones and addresses must be the same in both languages of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.content_checks import pairs
from astra_site.content_checks.numbers import numbers_in
from astra_site.content_checks.passages import plain_passage, rich_passages


def differing(serbian, english):
    findings = pairs.check_pair([plain_passage(serbian)], [plain_passage(english)])
    return [(finding.rule, finding.excerpt) for finding, _passage in findings]


@pytest.mark.parametrize(
    ("serbian", "english"),
    [
        ("sedam organizacija", "seven organisations"),
        ("7 organizacija", "seven organisations"),
        ("dvema članicama i trojici", "2 members and 3 men"),
        ("dvadeset šest članica", "twenty-six members"),
        ("jedna od mreža", "a network"),
        ("1.000 ljudi", "1,000 people"),
        ("3,5 odsto", "3.5 per cent"),
        ("osnovana 2013. godine", "founded in 2013"),
        ("23.7.2019.", "23 July 2019"),
        ("24. 11. 2026.", "24 November 2026"),
        ("23. jul 2019.", "July 23rd, 2019"),
        ("od 14 do 16 časova", "from 2 pm to 4 p.m."),
        ("u 14.30", "at 2:30 pm"),
        ("tokom devedesetih", "in the 1990s"),
        ("21. vek", "21st century"),
        ("zovite 011/785-0000", "call +381 11 785 0000"),
        ("116000", "116 000"),
        ("Drugi kažu", "Others say"),
        ("12 organizacija", "twelve organisations"),
        ("u podne, u 12 časova", "at 12 pm"),
        ("u 11 časova", "at 11 a.m."),
        ("sajt https://a.rs/2014/x", "see https://a.rs/2014/x"),
    ],
)
def test_the_same_number_in_the_notation_of_each_language_is_right(serbian, english):
    assert not differing(serbian, english)


@pytest.mark.parametrize(
    ("serbian", "english", "excerpt"),
    [
        ("Koalicija ima 7 članica", "The coalition has 6 members", "7 ≠ 6"),
        ("osnovana 2013. godine", "founded in 2012", "2013 ≠ 2012"),
        ("2013. i 2014.", "in 2013", "2014 ≠ –"),
        ("od 2013. do 2014. i 6 ljudi", "people", "2013, 2014 ≠ –"),
        ("13 organizacija", "thirteen organisations", "13 ≠ –"),
        ("6 i 2013.", "7 and 999", "6, 2013 ≠ 7, 999"),
        ("u 23 časa", "at 10 pm", "23 ≠ 22"),
    ],
)
def test_numbers_that_differ_are_found(serbian, english, excerpt):
    assert differing(serbian, english) == [("numbers-differ", excerpt)]


def test_phones_that_differ_are_found():
    assert differing("011 785 0000", "011 785 0001") == [("phones-differ", "0117850000 ≠ 0117850001")]


def in_texts(serbian, english):
    findings = pairs.check_pair(list(rich_passages(serbian)), list(rich_passages(english)))
    return [(finding.rule, finding.excerpt) for finding, _passage in findings]


@pytest.mark.parametrize(
    ("serbian", "english", "found"),
    [
        # A number that only dials counts like one that is written.
        ('<a href="tel:+381117850000">zovite</a>', "call 011 785 0000", []),
        ('<a href="tel:011785000">zovite</a>', "call us", [("phones-differ", "011785000 ≠ –")]),
        (
            '<a href="/x?t=1">zovite</a>',
            '<a href="/x?t=1">call</a> 116 000',
            [("phones-differ", "– ≠ 116000")],
        ),
        # Digits of an address are no phone, documents may be two, and a link without an address is none.
        ("https://a.rs/?x=011-785-0000", "text", [("addresses-differ", "a.rs/?x=011-785-0000 ≠ –")]),
        ('<a linktype="document" id="1">izveštaj</a>', '<a linktype="document" id="2">report</a>', []),
        ("<a>izveštaj</a>", "report", []),
        ('<a href=" https://a.rs/x ">izveštaj</a>', '<a href="https://a.rs/x">report</a>', []),
        # One version in English is that of one Serbian page.
        (
            "https://a.rs/sr/dva https://a.rs/sr/jedan https://b.rs/",
            "https://a.rs/en/one",
            [("addresses-differ", "b.rs, a.rs/sr/jedan ≠ –")],
        ),
        ("http://[::1", "https://a.rs/en/one", [("addresses-differ", "[::1 ≠ a.rs/en/one")]),
    ],
)
def test_phones_and_addresses_are_compared_by_what_they_open(serbian, english, found):
    assert in_texts(f"<p>{serbian}</p>", f"<p>{english}</p>") == found


@pytest.mark.parametrize(
    ("serbian", "english"),
    [
        ("https://a.rs/x", "http://www.a.rs/x/"),
        ("https://a.rs/o-nama", "https://a.rs/en/about"),
        ("https://a.rs/?lang=sr", "https://a.rs/?lang=en"),
        ("https://sr.wikipedia.org/wiki/X", "https://en.wikipedia.org/wiki/Y"),
    ],
)
def test_the_version_of_an_address_in_the_other_language_is_right(serbian, english):
    assert not differing(serbian, english)


@pytest.mark.parametrize(
    ("serbian", "english"), [("https://a.rs/x", "https://a.rs/y"), ("https://a.rs/x", "https://b.rs/en/x")]
)
def test_addresses_that_differ_are_found(serbian, english):
    assert [rule for rule, _excerpt in differing(serbian, english)] == ["addresses-differ"]


def test_links_are_compared_too():
    serbian = list(rich_passages('<p><a href="https://a.rs/x">spisak</a></p>'))
    english = list(rich_passages('<p><a href="https://b.rs/x">list</a></p>'))
    assert [finding.rule for finding, _passage in pairs.check_pair(serbian, english)] == ["addresses-differ"]


def test_a_missing_translation_is_no_difference():
    assert not list(pairs.check_pair([plain_passage("7 članica")], []))


def test_streams_of_the_same_blocks_are_compared_block_by_block():
    serbian = [plain_passage("7 članica", block="1"), plain_passage("6 zemalja", block="2")]
    english = [plain_passage("6 members", block="3"), plain_passage("7 countries", block="4")]
    assert [finding.excerpt for finding, _passage in pairs.check_pair(serbian, english)] == ["7 ≠ 6", "6 ≠ 7"]


def test_blocks_of_one_kind_are_compared_whatever_stands_inside_and_the_english_one_is_told():
    def block(text, key, *labels):
        return plain_passage(text, block=key, labels=("Spisak", *labels))

    serbian = [block("7 članica", "1", "1"), block("i još", "1", "2"), block("6 zemalja", "2", "1")]
    english = [block("6 members", "3", "9"), block("7 countries", "4", "1")]
    found = [(finding.excerpt, passage.text) for finding, passage in pairs.check_pair(serbian, english)]
    assert found == [("7 ≠ 6", "6 members"), ("6 ≠ 7", "7 countries")]
    # Where one text has a block more, both are compared as a whole.
    assert not list(pairs.check_pair(serbian, [block("7 members in 6 countries", "3")]))


@given(st.text(), st.text())
def test_no_two_texts_break_a_comparison(serbian, english):
    assert isinstance(differing(serbian, english), list)


@given(st.text())
def test_no_text_breaks_the_reading_of_numbers(text):
    assert all(number.isdigit() for number in numbers_in(text))


@pytest.mark.parametrize(
    "other", ["HTTPS://Astra.rs", "http://www.astra.rs/", "www.astra.rs.", "WWW.astra.rs"]
)
def test_an_address_is_the_same_however_it_is_written(other):
    assert not differing("https://astra.rs", other)
    assert [rule for rule, _excerpt in differing("https://astra.org.rs", other)] == ["addresses-differ"]
