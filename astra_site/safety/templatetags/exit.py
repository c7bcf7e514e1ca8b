"""Template tags of the exit control."""

from typing import Any

from django import template

from astra_site.safety import destination

register = template.Library()


@register.simple_tag(takes_context=True)
def exit_destination(context: dict[str, Any]) -> str:
    """Return the address to which the exit leads.

    A template that must work without a database (error.html) sets `without_database` in its context.
    """
    request = context.get("request")
    if request is None or context.get("without_database"):
        return destination.remembered_exit_destination()
    return destination.exit_destination(request)
