"""The template tag that draws organisations on a map."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.template.context import Context

from networks.maps.drawing import Picture, draw
from networks.models import SiteSettings

if TYPE_CHECKING:
    from networks.memberships import Member
    from networks.models import Organisation

register = template.Library()


@register.filter
def organisations_of(members: Iterable["Member"]) -> list["Organisation"]:
    """Return the organisations of members."""
    return [member.organisation for member in members]


@register.simple_tag(takes_context=True)
def draw_map(context: Context, organisations: Iterable["Organisation"]) -> Picture | None:
    """Return what is drawn of `organisations`, by the settings of the site."""
    settings = SiteSettings.for_request(context["request"])
    return draw(organisations, settings.border_drawing, settings.our_organisation_id)
