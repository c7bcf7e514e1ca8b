"""Blocks of single facts and links."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from astra_site.links import validate_link

GROUP = _("Facts")


class FactBlock(blocks.StructBlock):
    """A number that says whose it is and as of when."""

    value = blocks.CharBlock(label=_("Value"), max_length=20)
    unit = blocks.CharBlock(label=_("Of what"), max_length=120)
    as_of = blocks.CharBlock(label=_("As of"), max_length=60, required=False)
    source_name = blocks.CharBlock(label=_("Source"), max_length=160)
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False, validators=[validate_link])

    class Meta:
        template = "blocks/fact_block.html"
        icon = "tick-inverse"
        group = GROUP
        label = _("Fact")
        description = _("One number with its source and its date.")
        preview_value = {
            "value": "31",
            "unit": "organizacija članica",
            "as_of": "2024.",
            "source_name": "podaci ASTRE",
            "source_url": "",
        }


class LinkBlock(blocks.StructBlock):
    """A link that stands alone, with the language of what it leads to."""

    text = blocks.CharBlock(label=_("Text"), max_length=160)
    url = blocks.URLBlock(label=_("Address"), validators=[validate_link])
    language = blocks.ChoiceBlock(
        label=_("Language of the page"),
        choices=[("sr-Latn", "srpski"), ("en", "English")],
        default="sr-Latn",
    )

    class Meta:
        template = "blocks/link_block.html"
        icon = "link"
        group = GROUP
        label = _("Link")
        description = _("A link on a line of its own. Says so when it leads to another language.")
        preview_value = {
            "text": "Izveštaji koalicije",
            "url": "https://www.preugovor.org/",
            "language": "sr-Latn",
        }
