"""Makes the shapes of the maps in networks/maps/shapes from Natural Earth. Run by hand: `make maps`.

Natural Earth is in the public domain; the npm package world-atlas carries it as TopoJSON. mapshaper joins,
projects, simplifies and cuts it; what is written here is a few kilobytes a map.
"""

import json
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from networks.maps.projections import EARTH_RADIUS, Viewport  # noqa: E402

ATLAS, MAPSHAPER = "world-atlas@2.0.2", "mapshaper@0.7.70"
SHAPES = ROOT / "networks" / "maps" / "shapes"
# Natural Earth draws who holds a place; these belong, as the United Nations see it, to another country.
# Kosovo alone stays apart: how it is drawn is a setting of the site.
CODES = {
    "Kosovo": "XK", "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Dhekelia": "GB", "Akrotiri": "GB",
    "Somaliland": "SO", "Baikonur": "KZ",
}  # fmt: skip
CRIMEA = (
    'if (code == "RU" && Math.abs(this.centroidX - 34) < 2 && Math.abs(this.centroidY - 45) < 1) code = "UA"'
)
WITH_KOSOVO = '["RS", "XK"].includes(code)'
# Crimea goes to Ukraine, then the parts of each country are joined.
COUNTRIES = ["-each", CRIMEA, "-filter", "Boolean(code)", "-dissolve", "code"]
BORDER = '[A.code, B.code].sort().join() == "RS,XK"'
OUTSIDE = 12  # units beyond the frame, so that no edge of the cut is seen
PROJECTIONS = {"azimuthal": "laea", "equal_earth": "eqearth"}

Line = list[tuple[int, int]]


class MapPlan(NamedTuple):
    """One map to make."""

    source: str
    viewport: Viewport
    detail: float  # units: bends of lines are left out below it
    island: float  # square units: smaller islands are left out
    left_out: str = ""
    # So small that only the coasts are drawn, and of countries those of members.
    has_silhouette: bool = False


PLANS = {
    "serbia": MapPlan("10m", Viewport("azimuthal", 20.9, 44.2, -190, -252, 0.6, 784, 876), 1.5, 60),
    "balkans": MapPlan("10m", Viewport("azimuthal", 18.7, 43.3, -420, -400, 0.85, 1150, 930), 2.6, 60),
    "europe": MapPlan("50m", Viewport("azimuthal", 13, 52, -2050, -1860, 4, 1200, 935), 3.6, 60),
    "world": MapPlan(
        "110m", Viewport("equal_earth", 0, 0, -15300, -7950, 26, 1200, 560), 3.2, 24, "AQ", True
    ),
}


def main() -> int:
    """Download, make every map, and say how large each is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        npm = ["npm", "install", "--ignore-scripts", "--silent", "--no-fund", "--no-audit", ATLAS, MAPSHAPER]
        subprocess.run(npm, cwd=folder, check=True)
        for scale in {plan.source for plan in PLANS.values()}:
            prepare(folder, scale)
        for name, plan in PLANS.items():
            write(name, build(folder, plan))
        write("middles", country_middles(folder))
    return 0


def write(name: str, data: dict[str, Any]) -> None:
    """Write a file of the site and say how large it is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), indent=0)
    (SHAPES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"{name}: {len(text)} characters")


def prepare(folder: Path, scale: str) -> None:
    """Write the polygons of the package with the two letters of their country."""
    mapshaper(folder, f"node_modules/world-atlas/countries-{scale}.json", "-explode", layers="countries")
    data = json.loads((folder / "countries.json").read_text("utf-8"))
    data["features"] = [feature for feature in data["features"] if feature["geometry"]]
    for feature in data["features"]:
        aliases = get_global("territory_aliases").get(str(feature.pop("id", "")).zfill(3), [])
        code = CODES.get(feature["properties"]["name"]) or " ".join(aliases)[:2]
        feature["properties"] = {"code": code}
        shape = feature["geometry"]
        shape["coordinates"] = [unrolled(ring) for ring in shape["coordinates"]]
    (folder / f"{scale}.json").write_text(json.dumps(data), encoding="utf-8")


def unrolled(ring: list[list[float]]) -> list[list[float]]:
    """Return a ring that goes on over 180 degrees, where it would jump to the other edge of the world."""
    turn, found = 0, ring[:1]
    for (before, _), (longitude, latitude) in pairwise(ring):
        turn -= round((longitude - before) / 360) * 360
        found.append([longitude + turn, latitude])
    is_beyond = sum(longitude for longitude, _ in found) > 180 * len(found)
    return [[longitude - 360 * is_beyond, latitude] for longitude, latitude in found]


def mapshaper(folder: Path, file: str, *commands: str, layers: str = "*") -> None:
    """Let mapshaper work on a file and write its layers as files of their names."""
    program = ["node_modules/.bin/mapshaper", "-i", file, *commands]
    end = ["-o", ".", "force", f"target={layers}", "format=geojson"]
    subprocess.run([*program, *end], cwd=folder, check=True, stderr=subprocess.DEVNULL)


def build(folder: Path, plan: MapPlan) -> dict[str, Any]:
    """Return one map: its frame, and the outline of every country that shows in it."""
    viewport, metres = plan.viewport, plan.viewport.scale * 1000
    left, top = viewport.left * 1000, -viewport.top * 1000
    edges = (-OUTSIDE, viewport.height + OUTSIDE, viewport.width + OUTSIDE, -OUTSIDE)
    box = [
        start + sign * metres * edge
        for edge, start, sign in zip(edges, [left, top] * 2, [1, -1] * 2, strict=True)
    ]
    projection = (
        f"+proj={PROJECTIONS[viewport.projection]} +lon_0={viewport.longitude} +lat_0={viewport.latitude}"
    )
    mapshaper(
        folder, f"{plan.source}.json", *COUNTRIES,
        "-filter", f"code != '{plan.left_out}'",
        "-proj", "init=wgs84", f"{projection} +R={EARTH_RADIUS * 1000} +over",
        "-simplify", "visvalingam", "planar", "keep-shapes", f"interval={plan.detail * metres}",
        "-clip", f"bbox={','.join(map(str, box))}", "-rename-layers", "countries",
        "-filter", WITH_KOSOVO, "+", "name=serbia", "-dissolve",
        "-innerlines", "target=countries", f"where={BORDER}", "+", "name=border",
        "-dissolve", "target=countries", "+", "name=silhouette",
    )  # fmt: skip
    outlines = {code: outline(shape, plan) for code, shape in layer(folder, "countries").items()}
    (serbia,), (border,), (silhouette,) = (
        layer(folder, name).values() for name in ("serbia", "border", "silhouette")
    )
    return {
        "source": f"Natural Earth, public domain, from {ATLAS}, scale 1:{plan.source}",
        "frame": viewport._asdict(),
        "countries": {code: found for code, found in sorted(outlines.items()) if found},
        "silhouette": outline(silhouette, plan) if plan.has_silhouette else "",
        "serbia_with_kosovo": outline(serbia, plan),
        "border_with_kosovo": "".join(path(line) for line in lines(border, viewport)),
    }


def layer(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    """Return the shapes that mapshaper has written, by country where they have one."""
    data = json.loads((folder / f"{name}.json").read_text("utf-8"))
    features = data.get("features") or [{"geometry": shape} for shape in data["geometries"]]
    return {
        (feature.get("properties") or {}).get("code", ""): feature["geometry"]
        for feature in features
        if feature["geometry"]
    }


def lines(shape: dict[str, Any], viewport: Viewport) -> list[Line]:
    """Return the lines of a shape in whole units of the drawing, without points that fall together."""
    found = shape["coordinates"]
    if shape["type"] == "LineString":
        found = [found]
    elif shape["type"] == "MultiPolygon":
        found = [ring for polygon in found for ring in polygon]
    units = [
        [
            (
                round((x / 1000 - viewport.left) / viewport.scale),
                round((-y / 1000 - viewport.top) / viewport.scale),
            )
            for x, y in line
        ]
        for line in found
    ]
    return [
        [point for place, point in enumerate(line) if place == 0 or point != line[place - 1]]
        for line in units
    ]


def outline(shape: dict[str, Any], plan: MapPlan) -> str:
    """Return an area as a path; of an area of small islands only the largest stays."""
    rings = [line[:-1] for line in lines(shape, plan.viewport) if len(line) > 3]
    large = [ring for ring in rings if area(ring) >= plan.island]
    return "".join(path(ring) + "z" for ring in large or sorted(rings, key=area)[-1:])


def area(ring: Line) -> float:
    """Return the area inside a ring, in square units."""
    return abs(sum(x * ring[place - 1][1] - ring[place - 1][0] * y for place, (x, y) in enumerate(ring))) / 2


def path(line: Line) -> str:
    """Return a line as an SVG path, relative after its first point."""
    (x, y), rest = line[0], line[1:]
    steps = [f"{x - line[place][0]} {y - line[place][1]}" for place, (x, y) in enumerate(rest)]
    return f"M{x} {y}l{' '.join(steps)}".replace(" -", "-")


def country_middles(folder: Path) -> dict[str, list[float]]:
    """Return for every country a place, in degrees, well inside its largest part."""
    mapshaper(folder, "50m.json", *COUNTRIES, "-points", "inner", "-rename-layers", "middles")
    found = layer(folder, "middles").items()
    places = ((code, *shape["coordinates"]) for code, shape in sorted(found))
    return {code: [round((x + 180) % 360 - 180, 2), round(y, 2)] for code, x, y in places}


if __name__ == "__main__":
    sys.exit(main())
