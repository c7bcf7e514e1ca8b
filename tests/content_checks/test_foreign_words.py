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
