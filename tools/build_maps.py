"""Makes the shapes of the maps in networks/maps/shapes from Natural Earth. Run by hand: `make maps`.

Natural Earth is in the public domain; the npm package world-atlas carries it as TopoJSON. What is
written here is cut, joined, simplified and rounded, a few kilobytes a map.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

from babel.core import get_global

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from networks.maps.projections import Frame, azimuthal  # noqa: E402
from tools.topology import Line, Ring, Topology, area, clipped, path, rings_of, unrolled  # noqa: E402

PACKAGE = "world-atlas@2.0.2"
SHAPES = ROOT / "networks" / "maps" / "shapes"
KOSOVO = "XK"
# Natural Earth draws who holds a place; these belong, as the United Nations see it, to another country.
# Kosovo alone stays apart: how it is drawn is a setting of the site.
PART_OF = {
    "N. Cyprus": "CY", "Cyprus U.N. Buffer Zone": "CY", "Dhekelia": "GB", "Akrotiri": "GB",
    "Somaliland": "SO", "Baikonur": "KZ",
}  # fmt: skip
CRIMEA = (34.2, 45.2)
MIDDLE_TOLERANCE = 0.02  # square degrees: for the middle of a country a coarse outline will do
OUTSIDE = 12  # units beyond the frame, so that no edge of the cut is seen


class MapPlan(NamedTuple):
    """One map to make."""

    source: str
    frame: Frame
    tolerance: float  # square units: smaller corners are left out
    island: float  # square units: smaller islands are left out
    left_out: tuple[str, ...] = ()
    # So small that only the coasts are drawn, and of countries those of members.
    has_silhouette: bool = False


PLANS = {
    "serbia": MapPlan("10m", Frame("azimuthal", 20.9, 44.2, -190, -252, 0.6, 784, 876), 5, 60),
    "europe": MapPlan("50m", Frame("azimuthal", 13, 52, -2050, -1860, 4, 1200, 935), 30, 60),
    "world": MapPlan("110m", Frame("equal_earth", 0, 0, -15300, -7950, 26, 1200, 560), 18, 24, ("AQ",), True),
}


def main() -> int:
    """Download, make every map, and say how large each is."""
    with tempfile.TemporaryDirectory() as folder:
        atlas = download(Path(folder))
        for name, plan in PLANS.items():
            written = build(atlas[plan.source], plan)
            text = json.dumps(written, ensure_ascii=False, separators=(",", ":"), indent=0)
            (SHAPES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
            print(f"{name}: {len(text)} characters, {len(written['countries'])} countries")
        middles = country_middles(atlas["50m"])
        (SHAPES / "middles.json").write_text(json.dumps(middles, indent=0) + "\n", encoding="utf-8")
        print(f"middles: {len(middles)} countries")
    return 0


def download(folder: Path) -> dict[str, dict[str, Any]]:
    """Fetch the package with npm and return its files of countries by scale."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    files = (folder / "package").glob("countries-*.json")
    return {
        file.stem.removeprefix("countries-"): json.loads(file.read_text(encoding="utf-8")) for file in files
    }


def countries(data: dict[str, Any], topology: Topology) -> dict[str, list[list[Ring]]]:
    """Return the polygons of every country by its ISO code."""
    found: dict[str, list[list[Ring]]] = {}
    for geometry in data["objects"]["countries"]["geometries"]:
        code = country_code(geometry)
        if code:
            found.setdefault(code, []).extend(rings_of(geometry))
    for polygon in found.get("RU", []):
        if contains(topology.line(polygon[0], in_degrees=True), CRIMEA):
            found["RU"].remove(polygon)
            found["UA"].append(polygon)
            break
    return found


def country_code(geometry: dict[str, Any]) -> str:
    """Return the two letters of a country, or "" for what is none."""
    name = geometry["properties"]["name"]
    if name == "Kosovo":
        return KOSOVO
    numeric = str(geometry.get("id", "")).zfill(3)
    return PART_OF.get(name) or " ".join(get_global("territory_aliases").get(numeric, []))[:2]


def build(data: dict[str, Any], plan: MapPlan) -> dict[str, Any]:
    """Return one map: its frame, and the outline of every country that shows in it."""
    frame = plan.frame
    topology = Topology(data, frame.place, plan.tolerance)
    polygons = countries(data, topology)
    outlines = {}
    for code, parts in polygons.items():
        if code not in plan.left_out:
            outlines[code] = outline(topology, [ring for part in parts for ring in part], plan)
    serbia, kosovo = ([ring for part in polygons[code] for ring in part] for code in ("RS", KOSOVO))
    border = [path(topology.line(arc), is_closed=False) for arc in topology.shared(serbia, kosovo)]
    everything = [
        ring
        for code, parts in polygons.items()
        for part in parts
        for ring in part
        if code not in plan.left_out
    ]
    return {
        "source": f"Natural Earth, public domain, from {PACKAGE}, scale 1:{plan.source}",
        "frame": frame._asdict(),
        "countries": {code: found for code, found in sorted(outlines.items()) if found},
        "silhouette": outline(topology, everything, plan) if plan.has_silhouette else "",
        "serbia_with_kosovo": outline(topology, [*serbia, *kosovo], plan),
        "border_with_kosovo": "".join(border),
    }


def outline(topology: Topology, rings: list[Ring], plan: MapPlan) -> str:
    """Return what the frame shows of an area; of an area of small islands only the largest stays."""
    frame = plan.frame
    lines = [unrolled(topology.line(ring), frame.width / 2) for ring in topology.joined(rings)]
    cut = [clipped(line, frame.width, frame.height, OUTSIDE) for line in lines if len(line) > 3]
    large = [line for line in cut if area(line) >= plan.island]
    return "".join(path(line) for line in large or sorted(cut, key=area)[-1:])


def contains(ring: Line, point: tuple[float, float]) -> bool:
    """Tell whether a point lies inside a closed line."""
    x, y = point
    is_inside = False
    for place, (end_x, end_y) in enumerate(ring):
        start_x, start_y = ring[place - 1]
        if (start_y > y) != (end_y > y) and x < start_x + (y - start_y) / (end_y - start_y) * (
            end_x - start_x
        ):
            is_inside = not is_inside
    return is_inside


def country_middles(data: dict[str, Any]) -> dict[str, list[float]]:
    """Return for every country the place, in degrees, that is farthest inside its largest part."""
    topology = Topology(data, lambda x, y: (x, y), MIDDLE_TOLERANCE)
    found = {}
    for code, parts in sorted(countries(data, topology).items()):
        rings = [unrolled(topology.line(part[0]), 180) for part in parts]
        largest = max(rings, key=lambda ring: flat_area(ring))
        longitude, latitude = middle(largest)
        found[code] = [round((longitude + 180) % 360 - 180, 2), round(latitude, 2)]
    return found


def flat_area(ring: Line) -> float:
    """Return the area of a ring given in degrees, in square kilometres."""
    longitude, latitude = ring[0]
    return area([azimuthal(*point, longitude, latitude) for point in ring])


def middle(ring: Line) -> tuple[float, float]:
    """Return the point of a coarse grid that is farthest from the ring, in ever finer grids."""
    xs, ys = zip(*ring, strict=True)
    best = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    reach_x, reach_y = (max(xs) - min(xs)) / 2, (max(ys) - min(ys)) / 2
    for _round in range(4):
        grid = [
            (best[0] + reach_x * across / 8, best[1] + reach_y * down / 8)
            for across in range(-8, 9)
            for down in range(-8, 9)
        ]
        best = max(grid, key=lambda point: depth(ring, point))
        reach_x, reach_y = reach_x / 5, reach_y / 5
    return best


def depth(ring: Line, point: tuple[float, float]) -> float:
    """Return how far inside the ring a point lies; below zero outside."""
    flat = [azimuthal(*corner, *point) for corner in ring]
    nearest = min(x * x + y * y for x, y in flat) ** 0.5
    return nearest if contains(ring, point) else -nearest


if __name__ == "__main__":
    sys.exit(main())
