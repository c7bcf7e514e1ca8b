"""Template tags for what a visitor in danger needs on every page."""

from django import template
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import AbstractPage

from astra_site.safety import calls, destination, hotlines, phone_numbers, safe_browsing
from astra_site.safety.models import Hotline

register = template.Library()
register.filter("dialled", phone_numbers.dialled)


def _request(context: Context) -> HttpRequest | None:
    """Return the request, unless the database must not be asked: error.html sets `without_database`."""
    return None if context.get("without_database") else context.get("request")


@register.simple_tag(takes_context=True)
def exit_destination(context: Context) -> str:
    """Return the address to which the exit leads."""
    request = _request(context)
    return destination.exit_destination(request) if request else destination.remembered_exit_destination()


@register.simple_tag(takes_context=True)
def hotlines_on_every_page(context: Context) -> list[Hotline]:
    """Return the hotlines of the footer, in the order of the safety settings."""
    request = _request(context)
    return hotlines.hotlines_on_every_page(request) if request else hotlines.remembered_hotlines()


@register.simple_tag(takes_context=True)
def safe_browsing_page(context: Context) -> AbstractPage | None:
    """Return the published page on safe browsing, if there is one to link to."""
    request = context.get("request")
    return safe_browsing.page_of(request) if request else None


@register.simple_tag(takes_context=True)
def hotlines_at_the_top(context: Context) -> list[Hotline]:
    """Return the hotlines of the line at the top of the page: the first of those on every page."""
    return hotlines_on_every_page(context)[: hotlines.AT_THE_TOP]


class CallsNode(template.Node):
    """A part of a page in whose text the numbers of hotlines become links."""

    def __init__(self, nodelist: NodeList) -> None:
        # Unlike in a simple block tag, blocks in here are found by templates that extend this one.
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return the part; what the page is about may be abroad, where those numbers call somebody else."""
        content = self.nodelist.render(context)
        if getattr(context.get("subject"), "is_abroad", False):
            return content
        return mark_safe(calls.with_links(content, hotlines.known_calls()))


@register.tag
def with_calls(parser: Parser, token: Token) -> CallsNode:
    """Make links of the numbers of hotlines up to {% endwith_calls %}."""
    nodelist = parser.parse(("endwith_calls",))
    parser.delete_first_token()
    return CallsNode(nodelist)
