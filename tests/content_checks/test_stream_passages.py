"""Streams become passages that the rules can read, each with its block and the labels of its place."""

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from astra_site.content_checks.stream_passages import stream_passages
from networks.blocks.streams import StandardStreamBlock
from networks.blocks.text import table_value


class _Entry(blocks.StructBlock):
    title = blocks.CharBlock(label="Naslov")
    text = blocks.RichTextBlock(label="Tekst")
    where = blocks.URLBlock(label="Adresa")


class _Pointer(blocks.StructBlock):
    text = blocks.CharBlock(label="Tekst")
    note = blocks.CharBlock(label="Napomena")
    where = blocks.URLBlock(label="Adresa")


class _Nested(blocks.StreamBlock):
    line = blocks.CharBlock(label="Red")


class _Every(blocks.StreamBlock):
    """Kinds of blocks that our texts do not have, or not so."""

    entry = _Entry(label="Stavka")
    pointer = _Pointer(label="Putokaz")
    items = blocks.ListBlock(blocks.CharBlock(label="Red"), label="Spisak")
    nested = _Nested(label="Niz")
    table = TypedTableBlock([("text", blocks.CharBlock()), ("number", blocks.IntegerBlock())], label="Tabela")
    area = blocks.TextBlock(label="Polje")


def passages_of(*found, stream=StandardStreamBlock):
    return list(stream_passages(stream().to_python(list(found))))


def block(kind, value):
    return {"type": kind, "value": value, "id": f"id-of-{kind}"}


def test_what_is_no_block_any_more_is_passed_by():
    found = passages_of(block("gone", "Staro"), block("area", "Novo"), stream=_Every)
    assert [(passage.text, passage.block) for passage in found] == [("Novo", "id-of-area")]


def said(kind, value):
    """Return the labels and the words of each passage of a block."""
    found = passages_of(block(kind, value), stream=_Every)
    assert {passage.block for passage in found} <= {f"id-of-{kind}"}
    return [(" › ".join(passage.labels), passage.text) for passage in found]


def test_a_group_of_fields_says_the_label_of_each_and_its_title_is_a_heading():
    value = {"title": "O nama", "text": "<p>Jedan.</p><p>Dva.</p>", "where": "https://a.rs"}
    assert said("entry", value) == [
        ("Stavka › Naslov", "O nama"),
        ("Stavka › Tekst", "Jedan."),
        ("Stavka › Tekst", "Dva."),
    ]
    title, *others = passages_of(block("entry", value), stream=_Every)
    assert title.is_heading and not any(passage.is_heading for passage in others)
    # A rich text has links of its own.
    assert not any(passage.links for passage in others)


def test_only_the_text_of_a_pointer_is_the_text_of_its_link():
    value = {"text": " Vidi ovde ", "note": "Napomena", "where": "https://a.rs"}
    links = [passage.links for passage in passages_of(block("pointer", value), stream=_Every)]
    assert [[(link.text, link.url) for link in each] for each in links] == [
        [("Vidi ovde", "https://a.rs")], [],
    ]  # fmt: skip
    (passage,) = passages_of(block("pointer", {"text": "Vidi", "note": "", "where": ""}), stream=_Every)
    assert not passage.links


def test_the_items_of_a_list_are_counted_and_those_stored_long_ago_too():
    value = [{"type": "item", "value": "prvi", "id": "1"}, "drugi", {"type": "item", "value": "", "id": "2"}]
    assert said("items", value) == [("Spisak › 1", "prvi"), ("Spisak › 2", "drugi")]


def test_a_stream_within_a_stream_is_read():
    value = [{"type": "line", "value": "red"}, {"type": "gone", "value": "x"}, "pokvareno"]
    assert said("nested", value) == [("Niz › Red", "red")]


def test_a_table_says_its_headings_its_caption_and_the_place_of_each_cell():
    value = {
        "columns": [
            {"type": "text", "heading": "Faza"}, {"type": "text", "heading": ""},
            {"type": "number", "heading": "Broj"}, {"type": "gone", "heading": "Nema"},
        ],
        "rows": [{"values": ["Prva", "bez zaglavlja", 7, "x"]}, {"values": ["Druga", "", None]}, {}],
        "caption": "Faze projekta",
    }  # fmt: skip
    assert said("table", value) == [
        ("Tabela", "Faza"),
        ("Tabela", "Broj"),
        ("Tabela", "Nema"),
        ("Tabela", "Faze projekta"),
        ("Tabela › Faza 1", "Prva"),
        ("Tabela › 1", "bez zaglavlja"),
        ("Tabela › Faza 2", "Druga"),
    ]


def test_an_empty_field_says_nothing_and_one_of_many_lines_all():
    assert said("area", "") == []
    assert said("area", "jedan") == [("Polje", "jedan")]


def test_no_stream_and_blocks_without_a_number_are_no_trouble():
    assert list(stream_passages(None)) == []
    (passage,) = passages_of({"type": "area", "value": "jedan"}, stream=_Every)
    assert passage.block == ""


def test_values_of_another_shape_say_nothing():
    for kind in ("pointer", "items", "nested", "table", "area"):
        assert said(kind, None) == []
    assert [text for _labels, text in said("entry", "pokvareno")] == [""]


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
