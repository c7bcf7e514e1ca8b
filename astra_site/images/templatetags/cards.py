"""Template tag for the picture that stands beside a link to a page on other sites."""

from typing import NamedTuple

from django import template
from django.template.context import Context

from astra_site.images import cards
from astra_site.images.card_drawing import HEIGHT, WIDTH
from astra_site.pages import alternates, languages

register = template.Library()


class CardOfPage(NamedTuple):
    """The card as the head of a page names it."""

    address: str
    width: int
    height: int
    title: str


@register.simple_tag(takes_context=True)
def card_of_page(context: Context) -> CardOfPage:
    """Return the card of the organisation or page that is shown."""
    thing = context.get("organisation") or context["page"]
    language = languages.active()
    address = alternates.root_url(context.get("request")) + cards.address(thing, language)
    return CardOfPage(address, WIDTH, HEIGHT, cards.card(thing, language).title)
