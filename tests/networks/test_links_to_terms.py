"""From running text, and from nothing else, the first use of a term leads to the glossary."""

import re

import pytest
from django.test import RequestFactory

from networks.models import GlossaryTerm
from networks.term_links import known_terms, with_links
from tests.factories import make_home, make_page


def linked_terms(*terms):
    """Return what is linked on a site of these terms: plain data, which no test can change."""
    GlossaryTerm.objects.all().delete()
    for key, word, other, is_linked in terms:
        GlossaryTerm.objects.create(
            key=key, word_sr_latn=word, explanation_sr_latn="To.", other_forms_sr_latn=other,
            is_linked=is_linked,
        )  # fmt: skip
    make_page(make_home(), "Rečnik", slug="r", body_sr_latn=[{"type": "glossary", "value": None}])
    return known_terms(RequestFactory().get("/"))


@pytest.fixture(scope="module")
def terms(for_a_module):
    with for_a_module():
        return linked_terms(
            ("kuca", "kuća", "", True), ("kuca-mira", "kuća mira", "dom mira, utočište", True),
            ("tiho", "tiho", "", False),
        )  # fmt: skip


def keys(html, known):
    return re.findall(
        r'href="/r/#([\w-]+)">([^<]*)</a>', with_links(f'<p class="rich-text">{html}</p>', known)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("u kući", [("kuca", "kući")]),
        # The longest that fits, and the shorter one where only it does.
        ("kuća mira", [("kuca-mira", "kuća mira")]),
        ("kuća i mir", [("kuca", "kuća")]),
        ("kuća mira i kuća", [("kuca-mira", "kuća mira"), ("kuca", "kuća")]),
        ("kuća, kuća", [("kuca", "kuća")]),
        ("dom mira; utočište", [("kuca-mira", "dom mira")]),
        ("utočišta", [("kuca-mira", "utočišta")]),
        ("tiho", []),
        ("kuća&nbsp;mira", [("kuca-mira", "kuća&nbsp;mira")]),
        ("kuća&amp;mira", [("kuca", "kuća")]),
        ("kuća <b>mira</b>", [("kuca", "kuća")]),
        ("<b>kuća</b> kuća", [("kuca", "kuća")]),
    ],
)
def test_the_first_and_longest_use_is_linked(terms, text, expected):
    assert keys(text, terms) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/">kuća</a>', "<button>kuća</button>", "<code>kuća</code>", "<summary>kuća</summary>",
        *(f"<h{level}>kuća</h{level}>" for level in range(1, 7)),
        '<span lang="de">kuća</span>', '<span translate="no">kuća</span>',
        '<span lang="de"><b>kuća</b></span>',
    ],
)  # fmt: skip
def test_headings_links_and_other_languages_are_left_alone_and_what_follows_is_not(terms, html):
    assert keys(html, terms) == []
    assert keys(f"{html} kuća", terms) == [("kuca", "kuća")]


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ("<p>kuća</p>", 0),
        ('<div class="rich-text">kuća</div>', 1),
        ('<div class="rich-text"><img alt="x">kuća</div>', 1),
        ('<div class="rich-text"><br>kuća<hr></div>', 1),
        ('<div class="rich-text"><h2>a<br></h2>kuća</div>', 1),
        ('<div class="rich-text"><h2>a<wbr>kuća</h2></div>', 0),
        ('<div class="rich-text"></div>kuća', 0),
        ('<div class="rich-text"><p>a</i>kuća</p></div>', 1),
        ('<div class="rich-text"><h2><b>a</h2>kuća</div>', 1),
        ('<div class="rich-text"><svg/>kuća</div>', 1),
        ('<div><div class="rich-text">a</div><p>kuća</p></div>', 0),
    ],
)
def test_only_inside_of_what_editors_have_written_terms_are_linked(terms, html, number):
    assert with_links(html, terms).count('<a class="term"') == number


def test_a_page_has_no_more_than_four_links_and_a_term_has_one(db):
    known = linked_terms(
        *((f"t{place}", f"{letter}rgument", "", True) for place, letter in enumerate("abcdef"))
    )
    text = " ".join(f"{letter}rgument" for letter in "abcdef")

    assert [key for key, _word in keys(text, known)] == ["t0", "t1", "t2", "t3"]
    in_parts = "".join(f"<p>{letter}rgument</p>" for letter in "abcdef")
    assert [key for key, _word in keys(in_parts, known)] == ["t0", "t1", "t2", "t3"]
    assert [key for key, _word in keys("argument brgument argument", known)] == ["t0", "t1"]
