"""Links, addresses and phone numbers in a text."""

import pytest

from astra_site.content_checks import link_rules
from astra_site.content_checks.passages import plain_passage, rich_passages


def found(html):
    return [
        (finding.rule, finding.suggestion)
        for passage in rich_passages(html)
        for rule in link_rules.ALL
        for finding in rule(passage)
    ]


def rules(html):
    return {rule for rule, _suggestion in found(html)}


@pytest.mark.parametrize(
    "html", ["<p>Vidi https://astra.rs/x</p>", '<p><a href="https://astra.rs">www.astra.rs</a></p>']
)
def test_an_address_instead_of_words_is_found(html):
    assert rules(html) == {"bare-url"}


def test_the_name_of_a_site_is_no_bare_address():
    assert not rules('<p>na sajtu <a href="https://mediareform.rs">mediareform.rs</a></p>')


@pytest.mark.parametrize("text", ["više", "Ovde", "opširnije…", "here", "more »", "Click here", "read more"])
def test_a_link_that_says_nothing_is_found(text):
    assert rules(f'<p>Za izveštaj <a href="/x">{text}</a>.</p>') == {"vague-link"}


def test_a_link_that_names_what_it_leads_to_is_right():
    assert not rules('<p><a href="/x">više o mreži</a></p>')


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zovite 011 785 0000.", "tel:0117850000"),
        ("Zovite +381 11 785 0000.", "tel:+381117850000"),
        ("Zovite 0800 300 339.", "tel:0800300339"),
        ("Pozovite 116 000.", "tel:116000"),
    ],
)
def test_a_phone_number_without_a_link_is_found(text, address):
    assert found(f"<p>{text}</p>") == [("phone-without-link", address)]


@pytest.mark.parametrize(
    "text", ['<a href="tel:0117850000">011 785 0000</a>', "31 organizacija", "od 2012. do 2014.", "2021–2024"]
)
def test_linked_phones_and_other_numbers_are_right(text):
    assert not rules(f"<p>{text}</p>")


def test_the_name_of_a_line_asks_for_no_link():
    assert not rules("<p>Evropski broj za nestalu decu 116000 radi u 32 zemlje.</p>")


def test_plain_text_cannot_hold_a_link_and_is_not_asked_for_one():
    assert not list(link_rules.phones_without_link(plain_passage("Zovite 011 785 0000")))


def test_a_link_that_dials_another_number_is_found():
    assert rules('<p><a href="tel:+381117850001">011 785 0000</a></p>') == {"phone-link-differs"}


def test_the_number_as_dialled_from_abroad_is_the_same_number():
    assert not rules('<p><a href="tel:+381117850000">011 785 0000</a></p>')


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("011 785-0000", "0117850000"), (" +381 (0)11 785 0000", "0117850000"),
        ("0038111785000", "011785000"), ("+49 30 123 456", "4930123456"), ("116 000", "116000"),
    ],
)  # fmt: skip
def test_a_number_is_the_one_that_is_dialled_inside_serbia(written, dialled):
    assert link_rules.digits(written) == dialled


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<p>Za ceo izveštaj <a href="/x">ovde</a>.</p>', "vague-link"),
        ("<p>Vidi www.astra.rs danas.</p>", "bare-url"),
        ("<p>Zovite 011 785 0000 danju.</p>", "phone-without-link"),
    ],
)
def test_a_finding_says_where_in_the_text_it_stands(html, rule):
    (passage,) = rich_passages(html)
    (finding,) = [finding for each in link_rules.ALL for finding in each(passage)]
    assert finding.rule == rule
    assert passage.text[finding.start : finding.end] in {"ovde", "www.astra.rs", "011 785 0000"}


@pytest.mark.parametrize(
    "html",
    [
        # Behind much text, two in a row, and with a space that belongs to the link.
        '<p>Dežurni telefon naše organizacije je <a href="tel:0117850000">011 785 0000</a></p>',
        '<p><a href="tel:0117850000">011 785 0000</a> i <a href="tel:0117850001">011 785 0001</a></p>',
        '<p>Zovite <a href="tel:0800101201"> 0800 101 201</a></p>',
        '<p><a href="/kontakt">011 785 0000</a></p>',
        '<p>Piše na <a href="/x">sajtu</a> pisac-011-785-0000@astra.rs</p>',
        '<p><a href="tel:0117850000">zovite nas</a></p>',
    ],
)
def test_a_number_inside_a_link_or_an_address_needs_no_other(html):
    assert not rules(html)


def test_a_link_that_dials_another_number_says_both():
    (passage,) = rich_passages('<p>Telefon: <a href="tel:+381117850001">broj 011 785 0000</a></p>')
    (finding,) = link_rules.phone_links_that_differ(passage)
    assert finding.excerpt == "011 785 0000 → tel:+381117850001"
    assert finding.start == len("Telefon: ")
