"""Which blocks stand in which text. The only module that composes streams."""

from wagtail import blocks

from networks.blocks.automatic import (
    GlossaryBlock,
    HotlinesBlock,
    MembersBlock,
    RelatedNetworksBlock,
    StrategicDirectionsBlock,
    TimelineBlock,
)
from networks.blocks.facts import FactBlock, LinkBlock
from networks.blocks.media import DocumentBlock, ImageBlock
from networks.blocks.text import (
    AccordionBlock,
    CalloutBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    TableBlock,
)


class StandardStreamBlock(blocks.StreamBlock):
    """The text of any page."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    accordion = AccordionBlock()
    table = TableBlock()
    fact = FactBlock()
    link = LinkBlock()
    image = ImageBlock()
    document = DocumentBlock()
    hotlines = HotlinesBlock()
    related_networks = RelatedNetworksBlock()
    glossary = GlossaryBlock()


class EasyReadStreamBlock(blocks.StreamBlock):
    """A text in short sentences: little that could distract from it."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    image = ImageBlock()
    hotlines = HotlinesBlock()


class NetworkStreamBlock(StandardStreamBlock):
    """The text of a network's page: what any page has, and lists of the network's own."""

    members = MembersBlock()
    strategic_directions = StrategicDirectionsBlock()
    timeline = TimelineBlock()
