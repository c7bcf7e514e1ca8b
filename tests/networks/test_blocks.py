"""What each block of a text takes, what may stay empty in it, and what it refuses."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from wagtail.blocks import Block
from wagtail.documents import get_document_model

from astra_site.safety.hotlines import hotlines_about
from astra_site.safety.models import Hotline, Subject
from astra_site.uploads.models import SiteImage
from networks.blocks.automatic import RelatedNetworksBlock
from networks.blocks.streams import NetworkStreamBlock
from networks.blocks.text import AccordionBlock, HeadingBlock, ParagraphBlock, table_value
from networks.models import NetworkPage, StandardPage
from networks.rich_text import LANGUAGE_FEATURES
from tests.uploads.pictures import drawing, saved

BLOCKS = NetworkStreamBlock().child_blocks
WORD, ADDRESS = "reč", "https://example.org/"


def whole(name: str) -> dict[str, Any]:
    """Return a value of a block in which nothing is missing."""
    return {
        "quote": {"text": WORD, "attribution": WORD, "source": ADDRESS},
        "callout": {"heading": WORD, "text": f"<p>{WORD}</p>"},
        "accordion": {"heading": WORD, "text": f"<p>{WORD}</p>"},
        "table": {"caption": WORD, "table": table_value([WORD], [[""]])},
        "fact": {"value": "31", "unit": WORD, "as_of": "2024.", "source_name": WORD, "source_url": ADDRESS},
        "link": {"text": WORD, "url": ADDRESS, "language": "en"},
        "image": {"image": None, "caption": WORD},
        "document": {"document": None, "text": WORD},
        "hotlines": {"about": ["trafficking"]},
    }[name]


FIELDS = (
    *(("quote", field) for field in ("text", "attribution", "source")),
    *(("callout", field) for field in ("heading", "text")),
    *(("accordion", field) for field in ("heading", "text")),
    ("table", "caption"),
    *(("fact", field) for field in ("value", "unit", "as_of", "source_name", "source_url")),
    *(("link", field) for field in ("text", "url", "language")),
    ("image", "caption"),
    ("document", "text"),
    ("hotlines", "about"),
)
# How many letters each field takes.
LENGTHS = {
    "quote": {"text": 600, "attribution": 160},
    "callout": {"heading": 120},
    "accordion": {"heading": 160},
    "table": {"caption": 160},
    "fact": {"value": 20, "unit": 120, "as_of": 60, "source_name": 160},
    "link": {"text": 160},
    "image": {"caption": 200},
    "document": {"text": 160},
}
MAY_BE_EMPTY = {
    ("quote", "source"), ("fact", "as_of"), ("fact", "source_url"), ("image", "caption"),
    ("document", "text"), ("hotlines", "about"),
}  # fmt: skip


@pytest.fixture
def things(db: None) -> SimpleNamespace:
    """Return a picture and a document to choose."""
    picture = SiteImage.objects.create(
        title="Znak", file=SimpleUploadedFile("z.png", saved(drawing(), "png")), alt_text_sr_latn="Znak."
    )
    document = get_document_model().objects.create(title="Statut", file=SimpleUploadedFile("s.txt", b"T"))
    return SimpleNamespace(image=picture, document=document)


def taken(name: str, value: Any, things: Any = None) -> Any:
    """Return what a block makes of what was filled in; what is refused is an exception."""
    block: Block = BLOCKS[name]
    if isinstance(value, dict):
        # Pictures and files are chosen by their numbers.
        value = {
            key: each if key != name or key == "table" else getattr(things, key).pk
            for key, each in value.items()
        }
    value = [value] if name == "accordion" else value
    return block.clean(block.normalize(block.to_python(value)))


@pytest.mark.parametrize(
    ("name", "field", "longest"),
    [(name, field, longest) for name, fields in LENGTHS.items() for field, longest in fields.items()],
)
def test_a_field_takes_so_many_letters_and_no_more(
    name: str, field: str, longest: int, things: SimpleNamespace
) -> None:
    assert taken(name, {**whole(name), field: "a" * longest}, things)
    with pytest.raises(ValidationError):
        taken(name, {**whole(name), field: "a" * (longest + 1)}, things)


def test_a_heading_is_one_line() -> None:
    assert HeadingBlock().clean("a" * 120)
    with pytest.raises(ValidationError):
        HeadingBlock().clean("a" * 121)


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_what_may_stay_empty_in_a_block_and_what_must_not(
    name: str, field: str, things: SimpleNamespace
) -> None:
    assert taken(name, whole(name), things)
    empty = {**whole(name), field: [] if name == "hotlines" else ""}
    if (name, field) in MAY_BE_EMPTY:
        assert taken(name, empty, things)
    else:
        with pytest.raises(ValidationError):
            taken(name, empty, things)


@pytest.mark.parametrize(("name", "field"), [("quote", "source"), ("fact", "source_url"), ("link", "url")])
@pytest.mark.parametrize("address", ["ftp://example.org/", "https://astra.rs@evil.example/", "bez adrese"])
def test_an_address_in_a_block_is_that_of_a_site(name: str, field: str, address: str) -> None:
    with pytest.raises(ValidationError):
        taken(name, {**whole(name), field: address})


def test_a_link_leads_to_a_page_in_serbian_or_in_english() -> None:
    assert BLOCKS["link"].get_default()["language"] == "sr-Latn"
    for language in ("sr-Latn", "en"):
        assert taken("link", {**whole("link"), "language": language})["language"] == language
    with pytest.raises(ValidationError):
        taken("link", {**whole("link"), "language": "de"})


@pytest.mark.django_db
def test_hotlines_are_chosen_by_what_they_are_about_and_without_a_choice_stand_all() -> None:
    block = BLOCKS["hotlines"]
    field = block.child_blocks["about"].field
    assert block.get_context(taken("hotlines", {"about": []}))["hotlines"] == hotlines_about()
    assert [key for key, _label in field.choices] == Subject.values
    assert field.widget.render("about", []).count('type="checkbox"') == len(Subject.values)
    with pytest.raises(ValidationError):
        taken("hotlines", {"about": ["nesto"]})


def kept(block: Any, html: str) -> str:
    """Return what the editor of a text sends of what stands in it."""
    widget = block.field.widget
    return widget.value_from_datadict({"x": widget.format_value(html)}, {}, "x")


@pytest.mark.django_db
def test_a_text_holds_bold_links_lists_and_words_in_other_languages_and_no_headings(
    things: SimpleNamespace,
) -> None:
    texts = [BLOCKS["callout"].child_blocks["text"], AccordionBlock().child_block.child_blocks["text"]]
    languages = "".join(
        f'<span lang="{name.removeprefix("lang-")}">reč</span> '
        for name in LANGUAGE_FEATURES
        if name.startswith("lang-")
    )
    html = (
        f'<p><b>debelo</b> <i>koso</i> <a href="{ADDRESS}">veza</a> {languages}'
        f'<a linktype="document" id="{things.document.pk}">fajl</a></p>'
        "<ul><li>tačka</li></ul><ol><li>prvo</li></ol><h3>naslov</h3>"
    )
    expected = ["<b>", "<i>", f'<a href="{ADDRESS}">', 'linktype="document"', "<ul>", "<ol>", "naslov"]
    for block in (ParagraphBlock(), *texts):
        sent = kept(block, html)
        assert [part for part in expected if part not in sent] == []
        assert sent.count('lang="') == languages.count('lang="') and "<h3" not in sent


@pytest.mark.django_db
def test_related_networks_are_networks() -> None:
    block = RelatedNetworksBlock()
    network, other = NetworkPage.objects.first(), StandardPage.objects.first()
    assert list(block.clean(block.to_python([network.pk]))) == [network]
    chosen = block.child_block.field
    assert chosen.clean(network.pk) == network
    with pytest.raises(ValidationError):
        chosen.clean(other.pk)


@pytest.mark.django_db
def test_a_text_whose_picture_is_gone_shows_the_others_with_few_questions(
    things: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    other = SiteImage.objects.create(
        title="Drugi", file=SimpleUploadedFile("d.png", saved(drawing(), "png")), alt_text_sr_latn="Drugi."
    )
    chooser = BLOCKS["image"].child_blocks["image"]
    gone = other.pk + 1000
    with django_assert_num_queries(2):
        found = chooser.bulk_to_python([gone, things.image.pk, other.pk])
        assert [each and each.prefetched_renditions for each in found] == [None, [], []]


@pytest.mark.django_db
@pytest.mark.parametrize("about", [None, [], ["trafficking"]])
def test_the_hotlines_of_a_text_are_those_it_is_about_or_all(about: Any) -> None:
    block = BLOCKS["hotlines"]
    with translation.override("sr-latn"):
        html = block.render(block.to_python({"about": about}))
    shown = {hotline.pk for hotline in Hotline.objects.all() if hotline.number in html}
    everything = {hotline.pk for hotline in hotlines_about()}
    expected = {pk for pk in everything if not about or Hotline.objects.get(pk=pk).subject in about}
    assert expected and (expected == everything) == (not about)
    assert shown == expected


def test_the_example_of_a_table_has_a_head_and_a_row() -> None:
    table = BLOCKS["table"].get_preview_value()["table"]
    assert [column["heading"] for column in table.columns] == ["Faza", "Period"]
    assert [[str(cell) for cell in row["values"]] for row in table.row_data] == [["I", "2012–2014."]]
