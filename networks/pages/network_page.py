"""The page of one network: its members with what else they belong to, its timeline and its map."""

from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from astra_site import languages
from networks.contents import contents
from networks.directory import freshness
from networks.directory.directory_url import directory_url
from networks.directory.index import Value
from networks.directory.sets import NETWORK
from networks.maps.drawing import MapPicture, draw
from networks.memberships import Members, members_of
from networks.models import NetworkPage, SiteSettings
from networks.open_data import structured
from networks.timeline import timeline


def context(page: NetworkPage, request: HttpRequest) -> dict[str, Any]:
    """Return the members, and what is drawn of them and of the network."""
    if page.pk:
        # The panel and the list of members both ask for them.
        prefetch_related_objects([page], "stated_counts")
    members = members_of(page, request)
    picture = _picture(page, members, request)
    deeds = list(page.deeds.all())
    return {
        "members": members,
        "timeline": timeline([page]),
        "picture": picture,
        "deeds": deeds,
        "contents": contents(page, deeds, members, picture),
        "adjacent": adjacent(page, request),
        "structured_data": structured.network(page, members, directory_url(request), request)
        if page.pk
        else None,
    }


class Adjacent(NamedTuple):
    """The networks before and after one, in the order of the tree; None at the ends."""

    previous: Value | None
    following: Value | None


def adjacent(page: NetworkPage, request: HttpRequest) -> Adjacent:
    """Return where a reader goes on from a network; the directory's memory knows them, without a query."""
    networks = list(freshness.index(languages.active(), request).values[NETWORK].values())
    place = next((place for place, network in enumerate(networks) if network.id == str(page.pk)), None)
    if place is None:
        return Adjacent(None, None)
    before, after = networks[:place], networks[place + 1 :]
    return Adjacent(before[-1] if before else None, after[0] if after else None)


def _picture(page: NetworkPage, members: Members, request: HttpRequest) -> MapPicture | None:
    """Return the maps of all who are not gone, or of those who were, by the settings of the site."""
    if not page.has_members:
        return None
    settings = SiteSettings.for_request(request)
    uncertain = {membership.organisation.pk for membership in members.unconfirmed}
    return draw(members.on_map, settings.border_drawing, settings.our_organisation_id, uncertain)
