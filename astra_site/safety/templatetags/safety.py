"""Template tags for what a visitor in danger needs on every page."""

from django import template
from django.template.context import Context
from wagtail.models import AbstractPage

from astra_site.safety import hotlines, safe_browsing
from astra_site.safety.models import Hotline

register = template.Library()


@register.simple_tag(takes_context=True)
def hotlines_on_every_page(context: Context) -> list[Hotline]:
    """Return the hotlines of the footer, in the order of the safety settings."""
    request = context.get("request")
    return hotlines.hotlines_on_every_page(request) if request else []


@register.simple_tag(takes_context=True)
def safe_browsing_page(context: Context) -> AbstractPage | None:
    """Return the published page on safe browsing, if there is one to link to."""
    request = context.get("request")
    return safe_browsing.page_of(request) if request else None
