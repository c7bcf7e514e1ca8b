"""Words of another language in rich text need their `lang`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.content_checks.checker import findings_in
from astra_site.content_checks.foreign_words import unmarked_words
from astra_site.content_checks.passages import plain_passage, rich_passages
from astra_site.content_checks.registry import Names

NAMES = frozenset({"Women of Europe"})


def found(html, language="sr-latn"):
    return [
        finding.excerpt
        for passage in rich_passages(html)
        for finding in unmarked_words(passage, language, NAMES)
    ]


def test_english_words_together_in_a_serbian_text_are_found():
    assert found("<p>Mreža The Network of Women radi.</p>")


def test_serbian_words_together_in_an_english_text_are_found():
    assert found("<p>Its name is Mreža protiv nasilja today.</p>", "en")


def stretches(html):
    return [
        passage.text[finding.start : finding.end]
        for passage in rich_passages(html)
        for finding in unmarked_words(passage, "sr-latn", NAMES)
    ]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("Mreža The Network radi.", "The Network"),
        ("Radi Network of the Western Women danas.", "Network of the Western Women"),
        ("Radi the women. Drugi su ljudi koji the people zovu.", "the women|the people"),
        ("Women of Europe i the women zajedno", "the women"),
    ],
)
def test_what_is_found_goes_from_the_first_to_the_last_foreign_word(text, stretch):
    assert "|".join(stretches(f"<p>{text}</p>")) == stretch


def test_two_words_far_apart_are_two_single_words():
    assert not found("<p>Reč the stoji daleko od reči women.</p>")


def test_of_the_same_words_twice_the_unmarked_ones_are_found():
    html = '<p><span lang="en">the women</span>. Ovo je neka duga rečenica i zove se the women</p>'
    (passage,) = rich_passages(html)
    (finding,) = unmarked_words(passage, "sr-latn", NAMES)
    assert finding.start == passage.text.rindex("the women")


@pytest.mark.parametrize(
    "html",
    [
        '<p>Mreža <span lang="en">The Network of Women</span> radi.</p>',
        "<p>Mreža Women of Europe radi.</p>",
        "<p>Platforma La Strada International i brifing o targetiranju.</p>",
        "<p>Jedna reč: network.</p>",
        "<p>Vidi https://a.org/the-network-of-women</p>",
    ],
)
def test_marked_words_names_and_single_words_are_left_in_peace(html):
    assert not found(html)


def test_plain_text_cannot_mark_words_and_is_not_asked_to():
    assert not list(unmarked_words(plain_passage("The Network of Women"), "sr-latn", NAMES))


@given(
    st.text(alphabet="<p>b/a hreftl='\":.- 0123456789čЖ„”the of women", max_size=120),
    st.sampled_from(["sr-latn", "en"]),
)
def test_no_rich_text_breaks_any_rule(html, language):
    for passage in rich_passages(html):
        assert all(finding.rule for finding in findings_in(passage, language, Names()))
