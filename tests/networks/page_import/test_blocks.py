"""HTML of any quality becomes clean blocks, and what is left out is counted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networks.page_import.blocks import blocks_of, plain


def kinds(text):
    return [(block.kind, block.text or block.items) for block in blocks_of(text)[0]]


def test_headings_paragraphs_and_lists_keep_their_order():
    html = "<h2>A</h2><p>Jedan <strong>dva</strong></p><ul><li>x</li><li>y<ol><li>z</li></ol></li></ul>Tri"
    assert kinds(html) == [
        ("heading", "A"), ("paragraph", "Jedan dva"), ("list", ["x", "y", "z"]), ("paragraph", "Tri"),
    ]  # fmt: skip


def test_boxes_beside_each_other_do_not_run_together():
    assert kinds("<div>Grupa 484</div><div>ASTRA</div>") == [
        ("paragraph", "Grupa 484"),
        ("paragraph", "ASTRA"),
    ]
    assert kinds("<table><tr><td>Ime</td><td>Grad</td></tr></table>") == [
        ("paragraph", "Ime"), ("paragraph", "Grad"),
    ]  # fmt: skip


def test_lines_with_breaks_are_the_lines_of_a_list():
    (block,) = blocks_of("<p>ASTRA<br />Forum žena&nbsp;– Prijepolje<br><br>PAOR</p>")[0]
    assert block.lines == ["ASTRA", "Forum žena – Prijepolje", "PAOR"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<p>a<script>zlo()</script></p>",
        '<p onclick="zlo()">a</p>',
        '<p style="background:url(https://zlo.example)">a</p>',
        '<p>a<img src="https://zlo.example/p.gif"></p>',
        '<p><a href="javascript:zlo()">a</a></p>',
        '<p><a href="data:text/html,zlo">a</a></p>',
        "<p>a</p><iframe src=//zlo.example></iframe>",
        "<p>a</p><svg onload=zlo()></svg>",
    ],
)
def test_what_is_dangerous_or_spies_is_left_out_and_counted(hostile):
    blocks, dropped = blocks_of(hostile)
    assert [block.html for block in blocks] == ["a"]
    assert dropped


def test_plain_text_knows_headings_bullets_and_paragraphs():
    text = "# AT mreža\nPrvi red\ndrugi red\n\nČlanice:\n• ASTRA\n• PAOR\n\nPrEUgovor\n=========\nKraj"
    assert kinds(text) == [
        ("heading", "AT mreža"), ("paragraph", "Prvi red drugi red"), ("paragraph", "Članice:"),
        ("list", ["ASTRA", "PAOR"]), ("heading", "PrEUgovor"), ("paragraph", "Kraj"),
    ]  # fmt: skip


@given(st.text(st.sampled_from("<>/ab=\"'&;phulibrscript \n12"), max_size=120), st.booleans())
def test_no_text_brings_a_script_or_an_attribute_into_a_block(text, is_html):
    blocks, _dropped = blocks_of(f"<p>{text}</p>" if is_html else text)
    for block in blocks:
        rich = block.as_rich_text()
        assert not re.search(r"<(?!/?(a|b|i|br|p|ul|ol|li|span)\b)", rich)
        assert plain(rich) or block.kind == "heading"
