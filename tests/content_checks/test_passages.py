"""Rich text and streams become passages that the rules can read."""

from hypothesis import given
from hypothesis import strategies as st

from astra_site.content_checks.passages import rich_passages
from astra_site.content_checks.stream_passages import stream_passages
from astra_site.serbian.findings import MASK
from networks.blocks.streams import StandardStreamBlock
from networks.blocks.text import table_value


def passages_of(*blocks):
    return list(stream_passages(StandardStreamBlock().to_python(list(blocks))))


def block(kind, value):
    return {"type": kind, "value": value, "id": f"id-of-{kind}"}


def test_each_paragraph_and_item_is_a_passage():
    found = rich_passages("<p>Prvi.</p><ul><li>jedan</li><li>dva</li></ul>")
    assert [passage.text for passage in found] == ["Prvi.", "jedan", "dva"]


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


def test_every_kind_of_block_gives_its_words():
    found = passages_of(
        block("heading", "Naslov"),
        block("paragraph", "<p>Pasus.</p>"),
        block("quote", {"text": "Reči", "attribution": "Neko", "source": ""}),
        block("callout", {"heading": "Važno", "text": "<p>Tekst.</p>"}),
        block("accordion", [{"heading": "Pitanje", "text": "<p>Odgovor.</p>"}]),
        block("table", {"caption": "Faze", "table": table_value(["Faza"], [["Prva"]])}),
        block(
            "fact", {"value": "31", "unit": "članica", "as_of": "", "source_name": "ASTRA", "source_url": ""}
        ),
        block("hotlines", {"about": []}),
    )
    texts = [passage.text for passage in found]
    for expected in (
        *("Naslov", "Pasus.", "Reči", "Neko", "Važno", "Tekst.", "Pitanje", "Odgovor."),
        *("Faze", "Faza", "Prva", "31", "članica", "ASTRA"),
    ):
        assert expected in texts


def test_a_passage_knows_its_block():
    (passage,) = passages_of(block("heading", "Naslov"))
    assert passage.block == "id-of-heading"
    assert passage.is_heading


def test_a_text_beside_an_address_is_the_text_of_a_link():
    (passage,) = passages_of(block("link", {"text": "ovde", "url": "https://a.rs", "language": "en"}))
    assert [(link.text, link.url) for link in passage.links] == [("ovde", "https://a.rs")]


def test_an_unknown_block_and_broken_values_say_nothing():
    assert not list(
        passages_of(
            {"type": "gone", "value": "x", "id": "1"}, block("callout", None), block("accordion", None)
        )
    ) or all(passage.is_heading for passage in passages_of(block("callout", None)))
