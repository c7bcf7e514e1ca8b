"""What a network's page has, in its order: the list of contents at its top."""

from typing import NamedTuple

from django.utils.translation import gettext, pgettext

from astra_site.languages.fallback import translated
from astra_site.serbian.folding import slugify
from networks.maps.drawing import MapPicture
from networks.memberships import Members
from networks.models import Deed, NetworkPage

# With fewer parts than these a list of them is longer than the way.
FEWEST = 3


class ContentsEntry(NamedTuple):
    """A part of the page, and where it begins."""

    anchor: str
    label: str


def anchor(heading: str) -> str:
    """Return the anchor of an editor's heading; the page's own have no such beginning."""
    return f"o-{slugify(heading)}"


def contents(
    page: NetworkPage, deeds: list[Deed], members: Members, picture: MapPicture | None
) -> list[ContentsEntry]:
    """Return the parts of a network's page, or nothing where there are few."""
    body = translated(page, "body").value or []
    headings = [str(block.value) for block in body if block.block_type == "heading"]
    parts = [ContentsEntry(anchor(heading), heading) for heading in dict.fromkeys(headings)]
    if deeds:
        parts.append(ContentsEntry("deeds", gettext("From ASTRA’s work")))
    if picture:
        parts.append(ContentsEntry("map", gettext("On the map")))
    if page.has_members:
        parts += _lists(members)
    parts.append(ContentsEntry("sources", gettext("Sources and notes")))
    return parts if len(parts) > FEWEST else []


def _lists(members: Members) -> list[ContentsEntry]:
    words = pgettext("heading above a list of organisations", "Members")
    if members.are_led:
        words = gettext("Partner organisations") if members.are_over else gettext("Lead organisation")
    parts = [ContentsEntry("members", words)] if members.current or members.are_over else []
    if members.partners:
        parts.append(ContentsEntry("partners", gettext("Partner organisations")))
    return parts
