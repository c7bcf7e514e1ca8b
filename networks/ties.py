"""The picture of the home page: ASTRA tied to its networks, the near ones nearer.

Plain numbers for SVGs that are drawn on the server: one all round ASTRA, and for phones, where names on
both sides have no room, one that opens to the right. The list beside them says the same in words.
"""

import math
from operator import itemgetter
from textwrap import wrap
from typing import NamedTuple

from astra_site.languages import fallback
from networks.models import NetworkPage
from networks.models.network_page import NetworkKind
from networks.network_names import meaning

# A name that has no room for so many letters sticks out rather than stand in pieces.
FEWEST_LETTERS = 10


class TiesLayout(NamedTuple):
    """How a picture is laid out, in units of its drawing."""

    name: str
    width: int
    x: int  # of the middle
    sides: int  # 2: networks stand on the right and on the left
    nearest: int  # how far the first ring reaches to the side, and each further one besides
    step: int
    row: int  # the height that one network takes
    rise: int  # by how much each ring is higher than the one inside it
    middle: int  # radius of ASTRA's own knot
    knot: int
    gap: int  # from a knot to its name
    line: int
    letter: float  # the width of a letter of a small line, on the average
    bend: float  # by how much of its length a thread hangs
    has_years: bool


ROUND = TiesLayout("round", 920, 460, 2, 150, 20, 132, 18, 50, 9, 20, 26, 11.6, 0.16, has_years=True)
FAN = TiesLayout("fan", 360, 48, 1, 62, 9, 58, 0, 36, 7, 13, 18, 8.0, 0.06, has_years=False)


class NameLine(NamedTuple):
    """One line of what stands beside a knot: of the name, or of what an abbreviation stands for."""

    y: int
    words: str
    is_meaning: bool


class Tie(NamedTuple):
    """The thread to one network, the knot at its end and the words beside it."""

    network: NetworkPage
    x: int
    y: int
    thread: str
    label_x: int
    anchor: str
    lines: list[NameLine]
    # Where it says since when ASTRA belongs to it; 0 for nowhere.
    since_y: int


class Ring(NamedTuple):
    """All places that are as far as one kind of network."""

    horizontal: int
    vertical: int


class TiesPicture(NamedTuple):
    """Everything that the template draws."""

    shape: TiesLayout
    height: int
    y: int
    rings: list[Ring]
    ties: list[Tie]


def ties(networks: list[NetworkPage]) -> list[TiesPicture]:
    """Return the pictures of `networks`, from near to far: the round one and the one for phones."""
    far = {kind.value: distance for distance, kind in enumerate(NetworkKind)}
    placed = sorted(((network, far[network.kind]) for network in networks), key=itemgetter(1))
    return [_picture(shape, placed) for shape in (ROUND, FAN)]


def _picture(shape: TiesLayout, networks: list[tuple[NetworkPage, int]]) -> TiesPicture:
    """Draw the networks one below the other on each side, at even heights and each on its ring."""
    rows = math.ceil(len(networks) / shape.sides)
    half = max(rows * shape.row // 2, shape.middle)
    distances = sorted({distance for _network, distance in networks}, reverse=True)
    rings = {
        distance: Ring(shape.nearest + distance * shape.step, half - (distances[0] - distance) * shape.rise)
        for distance in distances
    }
    middle = half + shape.row // 4
    right, left = networks[:rows], networks[rows:][::-1]
    drawn = [
        _tie(shape, network, rings[distance], side, _height(place, len(beside)), middle)
        for side, beside in ((1, right), (-1, left))
        for place, (network, distance) in enumerate(beside)
    ]
    return TiesPicture(shape, 2 * middle, middle, list(rings.values()), drawn)


def _height(place: int, number: int) -> float:
    """Return how high a network stands among `number` on its side, from -1 at the top to 1."""
    return (2 * place + 1) / number - 1


def _tie(shape: TiesLayout, network: NetworkPage, ring: Ring, side: int, height: float, middle: int) -> Tie:
    x = round(shape.x + side * ring.horizontal * math.sqrt(1 - height**2))
    y = round(middle + height * ring.vertical)
    label_x = x + side * shape.gap
    room = shape.width - label_x if side > 0 else label_x
    letters = max(int(room / shape.letter), FEWEST_LETTERS)
    # Names are larger than what stands below them.
    names = wrap(fallback.plain(network, "short_name"), letters * 5 // 6)
    meanings = wrap(meaning(network), letters)
    has_since = shape.has_years and bool(network.our_since)
    first = y - (len(names + meanings) + has_since - 1) * shape.line / 2 + shape.line * 0.28
    heights = [round(first + shape.line * number) for number in range(len(names + meanings) + 1)]
    lines = [
        NameLine(line_y, words, number >= len(names))
        for number, (line_y, words) in enumerate(zip(heights, names + meanings, strict=False))
    ]
    return Tie(
        network,
        x,
        y,
        _thread(shape, middle, x, y),
        label_x,
        "start" if side > 0 else "end",
        lines,
        heights[-1] if has_since else 0,
    )


def _thread(shape: TiesLayout, from_y: int, x: int, y: int) -> str:
    """Return a path from the middle to a knot that hangs a little, as threads do."""
    from_x = shape.x
    across, down = x - from_x, y - from_y
    bend_x = round(from_x + across / 2 - down * shape.bend)
    bend_y = round(from_y + down / 2 + across * shape.bend)
    return f"M{from_x} {from_y}Q{bend_x} {bend_y} {x} {y}"
