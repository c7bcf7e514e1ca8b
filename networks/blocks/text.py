"""Blocks of words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from astra_site.links import validate_link
from networks.rich_text import LANGUAGE_FEATURES

GROUP = _("Text")
RICH_TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol", *LANGUAGE_FEATURES]


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level; the page's title is the first."""

    class Meta:
        template = "blocks/heading_block.html"
        icon = "title"
        group = GROUP
        label = _("Heading")
        description = _("Divides a long text. The page's title stands above it.")
        preview_value = "Kako mreža radi"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)


class ParagraphBlock(blocks.RichTextBlock):
    """Text with bold, links and lists."""

    class Meta:
        template = "blocks/paragraph_block.html"
        icon = "pilcrow"
        group = GROUP
        label = _("Paragraph")
        description = _("Text with bold, links and lists.")
        preview_value = "<p>Članice se sastaju nekoliko puta godišnje i <b>razmenjuju iskustva</b>.</p>"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)


class QuoteBlock(blocks.StructBlock):
    """Somebody's words, with whose they are."""

    text = blocks.TextBlock(label=_("Words"), max_length=600)
    attribution = blocks.CharBlock(label=_("Whose words"), max_length=160)
    source = blocks.URLBlock(label=_("Source"), required=False, validators=[validate_link])

    class Meta:
        template = "blocks/quote_block.html"
        icon = "openquote"
        group = GROUP
        label = _("Quote")
        description = _("Someone's own words, with the name and the source.")
        preview_value = {
            "text": "Nijedna organizacija ne može sama.",
            "attribution": "Iz razgovora na sastanku mreže",
            "source": "",
        }


class CalloutBlock(blocks.StructBlock):
    """What must not be missed."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)

    class Meta:
        template = "blocks/callout_block.html"
        icon = "info-circle"
        group = GROUP
        label = _("Callout")
        description = _("Sets apart what a reader must not miss. At most one or two a page.")
        preview_value = {"heading": "Važno", "text": "<p>Broj 116000 radi 24 sata dnevno.</p>"}


class AccordionItemBlock(blocks.StructBlock):
    """A question that opens to its answer."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=RICH_TEXT_FEATURES)


class AccordionBlock(blocks.ListBlock):
    """Details that open on request, without a script."""

    class Meta:
        template = "blocks/accordion_block.html"
        icon = "list-ul"
        group = GROUP
        label = _("Accordion")
        description = _("Details that only some readers need. Each heading opens to its text.")
        preview_value = [
            {
                "heading": "Ko može da postane članica?",
                "text": "<p>Organizacije koje prihvataju načela mreže.</p>",
            }
        ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(AccordionItemBlock(), **kwargs)


class TableBlock(blocks.StructBlock):
    """A table with a caption."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=160)
    table = TypedTableBlock([("text", blocks.CharBlock(label=_("Text"), required=False))], label=_("Table"))

    class Meta:
        template = "blocks/table_block.html"
        icon = "table"
        group = GROUP
        label = _("Table")
        description = _("Rows and columns with a caption. The first column names the row.")

    def get_preview_value(self) -> blocks.StructValue:
        """Return a small table."""
        return self.normalize(
            {"caption": "Faze projekta", "table": table_value(["Faza", "Period"], [["I", "2012–2014."]])}
        )


def table_value(header: list[str], rows: list[list[str]]) -> dict:
    """Return the raw value of a TypedTableBlock with text columns."""
    return {
        "columns": [{"type": "text", "heading": heading} for heading in header],
        "rows": [{"values": row} for row in rows],
        "caption": "",
    }
