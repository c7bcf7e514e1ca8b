"""The page of one network: its members with what else they belong to, its timeline and its map."""

from typing import Any

from django.http import HttpRequest

from networks.directory.directory_url import directory_url
from networks.maps.drawing import MapPicture, draw
from networks.memberships import Members, members_of
from networks.models import NetworkPage, SiteSettings
from networks.open_data import structured
from networks.timeline import timeline


def context(page: NetworkPage, request: HttpRequest) -> dict[str, Any]:
    """Return the members, and what is drawn of them and of the network."""
    members = members_of(page, request)
    return {
        "members": members,
        "timeline": timeline([page]),
        "picture": _picture(page, members, request),
        "structured_data": structured.network(page, members, directory_url(request), request)
        if page.pk
        else None,
    }


def _picture(page: NetworkPage, members: Members, request: HttpRequest) -> MapPicture | None:
    """Return the maps of all who are not gone, or of those who were, by the settings of the site."""
    if not page.has_members:
        return None
    settings = SiteSettings.for_request(request)
    uncertain = {membership.organisation.pk for membership in members.unconfirmed}
    return draw(members.on_map, settings.border_drawing, settings.our_organisation_id, uncertain)
