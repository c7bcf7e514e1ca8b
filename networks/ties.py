"""The picture of the home page: ASTRA in the middle, tied to its networks, the near ones nearer.

Plain numbers for an SVG that is drawn on the server. The list beside it says the same in words.
"""

import math
from textwrap import wrap
from typing import NamedTuple

from astra_site.languages import text
from networks.models import NetworkPage
from networks.models.network_page import NetworkKind
from networks.overview import NetworksOfKind

WIDTH, HEIGHT = 800, 880
CENTRE = (WIDTH // 2, HEIGHT // 2)
NEAREST = (165, 205)
STEP = (17, 42)
LINE_HEIGHT = 26
LETTERS_A_LINE = 15
GAP = 20
BEND = 0.16


class Label(NamedTuple):
    """One line of a network's name."""

    y: int
    words: str


class Tie(NamedTuple):
    """The thread to one network, the knot at its end and the name beside it."""

    network: NetworkPage
    x: int
    y: int
    thread: str
    label_x: int
    anchor: str
    lines: list[Label]
    since_y: int


class Ring(NamedTuple):
    """All places that are as far as one kind of network."""

    horizontal: int
    vertical: int


class Picture(NamedTuple):
    """Everything that the template draws."""

    width: int
    height: int
    x: int
    y: int
    rings: list[Ring]
    ties: list[Tie]


def ties(kinds: list[NetworksOfKind]) -> Picture:
    """Return the picture of `kinds`, evenly round the middle, from near to far."""
    far = {kind.value: distance for distance, kind in enumerate(NetworkKind)}
    networks = [(network, far[kind.kind]) for kind in kinds for network in kind.networks]
    distances = {distance for _network, distance in networks}
    rings = [_ring(distance) for distance in sorted(distances, reverse=True)]
    # Half a step off the top: a name beside a knot needs a side, and straight up has none.
    turn = 2 * math.pi / max(len(networks), 1)
    drawn = [
        _tie(network, _ring(distance), (position + 0.5) * turn - math.pi / 2)
        for position, (network, distance) in enumerate(networks)
    ]
    return Picture(WIDTH, HEIGHT, *CENTRE, rings, drawn)


def _ring(distance: int) -> Ring:
    return Ring(NEAREST[0] + distance * STEP[0], NEAREST[1] + distance * STEP[1])


def _tie(network: NetworkPage, ring: Ring, angle: float) -> Tie:
    x = round(CENTRE[0] + ring.horizontal * math.cos(angle))
    y = round(CENTRE[1] + ring.vertical * math.sin(angle))
    side = 1 if x >= CENTRE[0] else -1
    words = wrap(text.plain(network, "short_name"), LETTERS_A_LINE)
    lines = len(words) + (1 if network.our_since else 0)
    first = round(y - (lines - 1) * LINE_HEIGHT / 2 + 7)
    labels = [Label(first + LINE_HEIGHT * number, line) for number, line in enumerate(words)]
    return Tie(
        network,
        x,
        y,
        _thread(x, y),
        x + side * GAP,
        "start" if side > 0 else "end",
        labels,
        first + LINE_HEIGHT * len(words),
    )


def _thread(x: int, y: int) -> str:
    """Return a path from the middle to the knot that hangs a little, as threads do."""
    across, down = x - CENTRE[0], y - CENTRE[1]
    bend_x = round(CENTRE[0] + across / 2 - down * BEND)
    bend_y = round(CENTRE[1] + down / 2 + across * BEND)
    return f"M{CENTRE[0]} {CENTRE[1]}Q{bend_x} {bend_y} {x} {y}"
