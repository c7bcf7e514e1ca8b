"""The land of each map, drawn in advance by tools/build_maps.py, and the border that is a setting."""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from networks.maps.projections import Viewport
from networks.models.site_settings import BorderDrawing

FOLDER = Path(__file__).resolve().parent / "shapes"
SERBIA, KOSOVO = "RS", "XK"


class Shapes(NamedTuple):
    """One map's file: what it shows and the outline of each country."""

    viewport: Viewport
    countries: dict[str, str]
    # All land without borders, where these would be too fine; else "".
    silhouette: str
    serbia_with_kosovo: str
    border_with_kosovo: str


class Land(NamedTuple):
    """What is drawn below the dots: countries of the members, all others, and the dashed line."""

    members: str
    others: str
    line: str


@cache
def shapes(name: str) -> Shapes:
    """Return the map `name`: serbia, europe or world."""
    data = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Shapes(
        Viewport(**data["frame"]),
        data["countries"],
        data["silhouette"],
        data["serbia_with_kosovo"],
        data["border_with_kosovo"],
    )


@cache
def middles() -> dict[str, tuple[float, float]]:
    """Return longitude and latitude of the middle of every country."""
    data = json.loads((FOLDER / "middles.json").read_text(encoding="utf-8"))
    return {code: (longitude, latitude) for code, (longitude, latitude) in data.items()}


def land(name: str, members: set[str], border: str) -> Land:
    """Return the land of a map with the countries of `members` apart from the others."""
    drawn = shapes(name)
    outlines = dict(drawn.countries)
    line = ""
    if border != BorderDrawing.TWO:
        outlines.pop(KOSOVO, None)
        outlines[SERBIA] = drawn.serbia_with_kosovo
        line = drawn.border_with_kosovo if border == BorderDrawing.DASHED and not drawn.silhouette else ""
        members = members | {SERBIA} if KOSOVO in members else members
    return Land(
        "".join(path for code, path in outlines.items() if code in members),
        drawn.silhouette or "".join(path for code, path in outlines.items() if code not in members),
        line,
    )
