"""A sign for each network, drawn by the site until staff upload a logo.

It is made of what is known of every network: the letters by which it is called, in a ring, and on the ring
as many knots as its kind is steps away, from a national network (one) to a status with the United Nations
(six). Where on the ring they begin follows from the letters, so two networks of one kind differ.
"""

import math
import re
from typing import NamedTuple

from astra_site.languages.fallback import plain
from astra_site.serbian.folding import fold
from networks.models import NetworkPage
from networks.models.network_page import NetworkKind

MOST_LETTERS = 6
INITIALS = 3
SIZE = 64  # units of the drawing; the ring goes round its middle
RADIUS = 27
STEP = 30  # degrees between two knots


class Sign(NamedTuple):
    """What is drawn: letters, how many they are in words of CSS, and the knots as a path of dots."""

    letters: str
    length: str
    knots: str


def sign_of(network: NetworkPage) -> Sign:
    """Return the sign of `network`, the same in both languages as far as its short name is."""
    letters = _letters(network)
    places = [kind.value for kind in NetworkKind]
    number = places.index(network.kind) + 1 if network.kind in places else 1
    return Sign(letters, _length(letters), _knots(number, sum(fold(letters).encode()) * STEP))


def _letters(network: NetworkPage) -> str:
    """Return the acronym; without a short one the initials of the short name, or the begin of its word."""
    if network.acronym and len(network.acronym) <= MOST_LETTERS:
        return network.acronym
    words = re.findall(r"\w+", plain(network, "short_name") or plain(network, "title"))
    return "".join(word[0] for word in words[:INITIALS]) if len(words) > 1 else "".join(words)[:2]


def _length(letters: str) -> str:
    if len(letters) <= INITIALS:
        return "short"
    return "long" if len(letters) > INITIALS + 1 else "middle"


def _knots(number: int, first: int) -> str:
    """Return `number` dots on the ring from the angle `first` on, as lines of no length."""
    return "".join(_dot(math.radians(first + STEP * place)) for place in range(number))


def _dot(angle: float) -> str:
    x, y = (SIZE / 2 + RADIUS * along for along in (math.cos(angle), math.sin(angle)))
    return f"M{x:.0f} {y:.0f}h0"
