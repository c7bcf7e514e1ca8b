"""The template tag that draws organisations on a map."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import template
from django.template.context import Context
from django.template.loader import render_to_string

from astra_site.languages.text import translated
from networks.directory.atlas import atlas
from networks.directory.facets import Choices
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


# So many choices' maps are kept as long as the directory does not change; of the whole it takes a while.
MOST_KEPT = 40


@register.simple_tag(takes_context=True)
def directory_map(context: Context, choices: Choices, directory_address: str) -> str:
    """Return the map of what was chosen from the directory, or nothing where no place is known."""
    settings = SiteSettings.for_request(context["request"])
    border, ours = settings.border_drawing, settings.our_organisation_id
    footnote = translated(settings, "map_footnote").value
    key = (choices.query(choices.index.language), directory_address, border, ours, footnote)
    # What is looked at before it is saved need not be kept.
    drawn = {} if getattr(context["request"], "is_preview", False) else choices.index.drawn
    if key not in drawn:
        if len(drawn) >= MOST_KEPT:
            drawn.clear()
        found = atlas(choices, border, ours)
        values = {"atlas": found, "directory_address": directory_address}
        drawn[key] = (
            render_to_string("components/directory_map.html", values, context["request"]) if found else ""
        )
    return drawn[key]


@register.simple_tag(takes_context=True)
def draw_map(context: Context, organisations: Iterable["Organisation"]) -> Picture | None:
    """Return what is drawn of `organisations`, by the settings of the site."""
    settings = SiteSettings.for_request(context["request"])
    return draw(organisations, settings.border_drawing, settings.our_organisation_id)
