"""When networks began and when ASTRA joined, on one line of years.

Places on the line are shares of a hundred. A date known to the year is a year long, not its first day.
"""

import datetime
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from networks import partial_dates
from networks.models import NetworkPage
from networks.partial_dates import first_day, last_day

STEPS = (1, 2, 5, 10, 20, 50, 100)
# So that on the narrowest screen there is room between the names of the years, also with large letters:
# none stands nearer to another, or to the word at today, than this share of the line.
ROOM_FOR_YEAR = 24
ROOM_FOR_TODAY = 32


class Tick(NamedTuple):
    """A year on the axis."""

    year: int
    x: float


class Mark(NamedTuple):
    """A date as long as it is uncertain: a year, a month or a day."""

    value: str
    x: float
    width: float

    @property
    def end(self) -> float:
        """Return the last moment that the date can mean."""
        return round(self.x + self.width, 2)

    @property
    def middle(self) -> float:
        """Return the middle of the time that the date can mean."""
        return round(self.x + self.width / 2, 2)


class Thread(NamedTuple):
    """Time that goes on: from a beginning to an end, or until today."""

    start: float
    end: float
    has_ended: bool


class TimelineRow(NamedTuple):
    """One network: what is known of it, and what is drawn of that."""

    network: NetworkPage
    founded: Mark | None
    ours: Mark | None
    left: Mark | None
    life: Thread | None
    our_life: Thread | None

    @property
    def is_drawn(self) -> bool:
        """Tell whether any date is known."""
        return bool(self.founded or self.ours)


class Timeline(NamedTuple):
    """The axis and the networks, in the order in which they began; those without a date last."""

    ticks: list[Tick]
    rows: list[TimelineRow]
    today: float

    @property
    def drawn(self) -> list[TimelineRow]:
        """Return the networks of which a date is known."""
        return [row for row in self.rows if row.is_drawn]

    @property
    def without_founding(self) -> list[NetworkPage]:
        """Return the networks of which no source says when they began."""
        return [row.network for row in self.rows if not row.founded and not row.network.is_status]

    @property
    def statuses(self) -> list[NetworkPage]:
        """Return what is no network and so was never founded."""
        return [row.network for row in self.rows if not row.founded and row.network.is_status]

    @property
    def without_ours(self) -> list[NetworkPage]:
        """Return the networks of which no source says when ASTRA joined."""
        return [row.network for row in self.rows if not row.ours]


class Scale(NamedTuple):
    """From dates to shares of a hundred."""

    start: datetime.date
    end: datetime.date

    def at(self, day: datetime.date) -> float:
        """Return how far a day lies on the line."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(100 * min(max(share, 0), 1), 2)

    def mark(self, value: str) -> Mark | None:
        """Return a date as long as it is uncertain."""
        if not value:
            return None
        start, end = self.at(first_day(value)), self.at(last_day(value) + datetime.timedelta(days=1))
        return Mark(value, start, round(end - start, 2))


def timeline(networks: Iterable[NetworkPage], today: datetime.date | None = None) -> Timeline:
    """Return the timeline of `networks`: from the year of the first event to today."""
    networks = list(networks)
    today = today or partial_dates.today()
    known = [
        value
        for network in networks
        for value in (network.founded, network.our_since, network.our_until)
        if value
    ]
    first = min((first_day(value).year for value in known), default=today.year)
    # The day after is as far as the last day reaches.
    last = max([last_day(value) for value in known] + [today]) + datetime.timedelta(days=1)
    scale = Scale(datetime.date(first, 1, 1), last)
    rows = [_row(network, scale, today) for network in networks]
    rows.sort(key=lambda row: row.network.founded or row.network.our_since or "9999")
    return Timeline(_ticks(scale, scale.at(today)), rows, scale.at(today))


def _ticks(scale: Scale, today: float) -> list[Tick]:
    """Return the first year, and after it the round ones whose names have room."""
    first, last = scale.start.year, scale.end.year
    for step in STEPS:
        years = range(first - first % step, last + 1, step)
        later = [Tick(year, scale.at(datetime.date(year, 1, 1))) for year in years if year > first]
        has_room = [tick for tick in later if ROOM_FOR_YEAR <= tick.x <= today - ROOM_FOR_TODAY]
        if all(after.x - tick.x >= ROOM_FOR_YEAR for tick, after in pairwise(has_room)):
            break
    return [Tick(first, 0), *has_room]


def _row(network: NetworkPage, scale: Scale, today: datetime.date) -> TimelineRow:
    founded, ours, left = (
        scale.mark(value) for value in (network.founded, network.our_since, network.our_until)
    )
    now = scale.at(today)
    our_end = left.middle if left else now
    # When it ended is not a field of its own; it is not drawn beyond what ASTRA was in it for.
    life = (
        Thread(founded.middle, our_end if network.has_ended else now, network.has_ended) if founded else None
    )
    our_life = Thread(ours.middle, our_end, bool(left)) if ours else None
    return TimelineRow(network, founded, ours, left, life, our_life)
