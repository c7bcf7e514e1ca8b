"""The map of organisations as HTML, for the choices that a visitor has made, or for all of them."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from astra_site.languages.fallback import plain
from networks.directory.atlas import atlas
from networks.directory.facets import Choices
from networks.models import SiteSettings


def drawn_map(choices: Choices, directory_path: str, request: HttpRequest) -> str:
    """Return the map of what was chosen, or nothing where no place is known."""
    settings = SiteSettings.for_request(request)
    border, ours = settings.border_drawing, settings.our_organisation_id

    def render() -> str:
        found = atlas(choices, border, ours)
        if not found:
            return ""
        values = {"atlas": found, "directory_path": directory_path}
        return render_to_string("components/atlas.html", values, request)

    # What is looked at before it is saved need not be kept, nor a map for whatever somebody typed.
    if getattr(request, "is_preview", False) or choices.words:
        return render()
    footnote = plain(settings, "map_footnote")
    key = (choices.query(choices.index.language), directory_path, border, ours, footnote)
    return choices.index.maps.get(key, render)
