"""Rich text becomes passages that the rules can read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astra_site.content_checks.passages import rich_passages
from astra_site.serbian.findings import MASK


def test_each_paragraph_and_item_is_a_passage():
    found = rich_passages("<p>Prvi.</p><ul><li>jedan</li><li>dva</li></ul>")
    assert [passage.text for passage in found] == ["Prvi.", "jedan", "dva"]


@pytest.mark.parametrize("tag", [*"p li ul ol h1 h2 h3 h4 h5 h6 blockquote div table tr td".split()])
def test_what_a_browser_sets_apart_is_a_passage_of_its_own(tag):
    found = list(rich_passages(f"pre<{tag}>unutra</{tag}>posle"))
    assert [passage.text for passage in found] == ["pre", "unutra", "posle"]
    is_heading = tag[0] == "h"
    assert [passage.is_heading for passage in found] == [False, is_heading, False]
    assert all(passage.is_rich for passage in found)


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        # What stands in the line does not divide it.
        ("<p>de<b>be</b>lo i <i>koso</i></p>", ["debelo i koso"]),
        ("<p>prvi red<br>drugi red<br/>treći</p>", ["prvi red drugi red treći"]),
        ("<p>   Razmak na početku</p>", ["Razmak na početku"]),
        ("<p>\u00a0</p><p> </p><p>Posle praznih.</p>", ["Posle praznih."]),
        ("Bez ijedne oznake &amp; do kraja", ["Bez ijedne oznake & do kraja"]),
        ("<h2><p>Naslov sa pasusom</p></h2>", ["Naslov sa pasusom"]),
        ("<p>Tekst.</p><h2>", ["Tekst."]),
        ("<h2></h2>", [""]),
    ],
)
def test_a_passage_reads_as_a_browser_shows_it(html, texts):
    assert [passage.text for passage in rich_passages(html)] == texts


@pytest.mark.parametrize("tag", ["br", "hr", "img", "embed", "input", "wbr"])
def test_what_holds_no_words_says_nothing_of_the_language_of_those_behind_it(tag):
    (passage,) = rich_passages(f'<p>Mreža<{tag} lang="en">radi.</p>')
    assert MASK not in passage.own_text


def test_words_are_foreign_to_the_end_of_what_says_so():
    (passage,) = rich_passages('<p>Mreža <span lang="en">The <span>New</span> Women</span> radi.</p>')
    assert passage.own_text == f"Mreža {MASK * len('The New Women')} radi."


def test_a_line_break_of_the_source_is_one_space():
    (passage,) = rich_passages("<p>\n    Prvi red\n    i drugi.</p>")
    assert passage.text == "Prvi red i drugi."


def test_a_link_keeps_its_text_and_address():
    (passage,) = rich_passages('<p>Vidi <a href="https://a.rs">izveštaj <b>koalicije</b></a>.</p>')
    (link,) = passage.links
    assert (link.text, link.url) == ("izveštaj koalicije", "https://a.rs")
    assert passage.text[link.start :].startswith(link.text)


def test_a_link_to_a_page_is_told_by_its_number():
    (passage,) = rich_passages('<p><a linktype="page" id="3">Mreže</a></p>')
    assert passage.links[0].url == "page:3"


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ("<p>Vidi <a>ovo</a>.</p>", [("ovo", "")]),
        ('<p><a linktype="document" id="7"> Statut </a></p>', [("Statut", "document:7")]),
        ('<p><a linktype="page">Mreže</a></p>', [("Mreže", "page:")]),
        # A link that goes on in the next passage begins there anew.
        ('<p>Dugačak početak <a href="/x">jedan<p>dva</a></p>', [("dva", "/x")]),
        ('<p><a href="/a">jedan</a> i <a href="/b">dva</a></p>', [("jedan", "/a"), ("dva", "/b")]),
    ],
)
def test_what_a_link_says_and_where_it_leads(html, links):
    found = [link for passage in rich_passages(html) for link in passage.links]
    assert [(link.text, link.url) for link in found] == links


def test_words_of_another_language_are_masked_and_still_shown():
    (passage,) = rich_passages('<p>Mreža <span lang="en">The Women</span> radi.</p>')
    assert passage.text == "Mreža The Women radi."
    assert passage.own_text == f"Mreža {MASK * 9} radi."


def test_an_empty_heading_is_a_passage_of_its_own():
    (passage,) = rich_passages("<h2> </h2>")
    assert passage.is_heading


@given(st.text(alphabet="<>/abp lih2=\"'&;#é\n", max_size=80))
def test_no_markup_breaks_the_reader(html):
    for passage in rich_passages(html):
        assert len(passage.text) == len(passage.own_text)
