"""Template tags for what a visitor in danger needs on every page."""

from django import template
from django.template.context import Context

from astra_site.safety import destination, hotlines
from astra_site.safety.models import Hotline

register = template.Library()


@register.simple_tag(takes_context=True)
def hotlines_on_every_page(context: Context) -> list[Hotline]:
    """Return the hotlines of the footer, in the order of the safety settings."""
    request = context.get("request")
    return hotlines.hotlines_on_every_page(request) if request else []


@register.simple_tag(takes_context=True)
def exit_address(context: Context) -> str:
    """Return where the exit leads, for the script, which does not wait for /izlaz/."""
    request = context.get("request")
    return destination.exit_destination(request) if request else "/izlaz/"
