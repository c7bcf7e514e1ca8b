"""The template tag for the timeline of one network."""

from django import template

from networks.models import NetworkPage
from networks.timeline import Timeline, timeline

register = template.Library()


@register.simple_tag
def timeline_of(network: NetworkPage) -> Timeline:
    """Return the timeline of one network."""
    return timeline([network])
