"""Where a network stands on the timeline and in the picture of ties: numbers to count on one’s fingers."""

import datetime

import pytest

from networks.models import NetworkPage
from networks.ties import FAN, ROUND, ties
from networks.timeline import Mark, Thread, timeline

pytestmark = pytest.mark.django_db
# A line of a hundred days: each day is one hundredth.
TODAY = datetime.date(2026, 4, 10)


def network(**fields):
    return NetworkPage(**{"title": "Mreža", "short_name_sr_latn": "Mreža", **fields})


def row(**fields):
    (found,) = timeline([network(**fields)], TODAY).rows
    return found


def test_a_date_is_as_wide_as_it_is_uncertain_and_a_day_goes_to_its_end():
    one = row(founded="2026", our_since="2026-02", our_until="2026-04-10")

    # The line goes to the end of the year, which the first date can mean.
    assert one.founded == Mark("2026", 0, 100)
    assert one.ours == Mark(
        "2026-02", round(3100 / 365, 2), round(round(5900 / 365, 2) - round(3100 / 365, 2), 2)
    )
    days = row(founded="2026-01-01", our_since="2026-01-11")
    assert (days.founded, days.ours) == (Mark("2026-01-01", 0, 1), Mark("2026-01-11", 10, 1))
    assert (days.ours.middle, days.ours.end) == (10.5, 11)
    assert timeline([network(founded="2026-01-01")], TODAY).today == 99


@pytest.mark.parametrize(
    ("fields", "life", "ours"),
    [
        ({}, Thread(0.5, 99, False), None),
        ({"our_since": "2026-01-11"}, Thread(0.5, 99, False), Thread(10.5, 99, False)),
        (
            {"our_since": "2026-01-11", "our_until": "2026-02-20"},
            Thread(0.5, 99, False), Thread(10.5, 50.5, True),
        ),
        (
            {"our_since": "2026-01-11", "our_until": "2026-02-20", "status": "ended"},
            Thread(0.5, 50.5, True), Thread(10.5, 50.5, True),
        ),
        ({"status": "ended"}, Thread(0.5, 99, True), None),
        ({"our_until": "2026-02-20"}, Thread(0.5, 99, False), None),
    ],
)  # fmt: skip
def test_a_thread_goes_from_a_beginning_to_an_end_or_to_today(fields, life, ours):
    found = row(founded="2026-01-01", **fields)

    assert (found.life, found.our_life) == (life, ours)


def test_the_order_is_that_in_which_they_began_or_we_joined():
    pages = [
        network(title="Bez"), network(title="Nova", founded="2020"), network(title="Naša", our_since="2010"),
        network(title="Stara", founded="2001", our_since="2022"), network(title="Otišla", our_until="2005"),
        network(title="Status", kind="un_status", our_since="2015"),
    ]  # fmt: skip
    found = timeline(pages, TODAY)

    assert [one.network.title for one in found.rows] == ["Stara", "Naša", "Status", "Nova", "Bez", "Otišla"]
    assert [one.network.title for one in found.drawn] == ["Stara", "Naša", "Status", "Nova"]
    assert [page.title for page in found.without_founding] == ["Naša", "Bez", "Otišla"]
    assert [page.title for page in found.statuses] == ["Status"]
    assert [page.title for page in found.without_ours] == ["Nova", "Bez", "Otišla"]


@pytest.mark.parametrize(
    ("first", "years"),
    [
        # Nearer to each other than a name is wide no two years stand, nor any beside today.
        ("2025", [2025]), ("2023", [2023, 2024, 2025]), ("2016", [2016, 2020]), ("2000", [2000, 2010]),
        ("1987", [1987, 2000, 2010]), ("1925", [1925, 1950]), ("1926", [1926]), ("2026", [2026]),
    ],
)  # fmt: skip
def test_years_stand_on_the_line_where_their_names_have_room(first, years):
    found = timeline([network(founded=first)], TODAY)

    assert [tick.year for tick in found.ticks] == years
    assert found.ticks[0].x == 0 and all(24 <= tick.x <= found.today - 32 for tick in found.ticks[1:])


def test_without_any_date_the_line_is_that_of_this_year():
    found = timeline([network()], TODAY)

    assert [tick.year for tick in found.ticks] == [2026] and found.drawn == [] and found.today == 99


# Ties


def kinds(*names):
    return [network(title=f"Mreža {place}", kind=name) for place, name in enumerate(names)]


def test_near_ones_stand_on_a_nearer_ring_and_half_of_them_on_each_side():
    those = kinds("global", "national", "national", "european")
    whole, fan = ties(those)

    assert (whole.shape, fan.shape) == (ROUND, FAN)
    order = [those[1], those[2], those[3], those[0]]
    # From the near ones at the top right, round to the top left; the fan from top to bottom.
    assert [tie.network for tie in whole.ties] == [order[0], order[1], order[3], order[2]]
    assert [tie.network for tie in fan.ties] == order
    assert [(tie.x > 460, tie.anchor) for tie in whole.ties] == [
        (True, "start"), (True, "start"), (False, "end"), (False, "end"),
    ]  # fmt: skip
    assert all(tie.x > 48 and tie.anchor == "start" for tie in fan.ties)
    assert [(ring.horizontal, ring.vertical) for ring in whole.rings] == [(230, 132), (210, 114), (150, 60)]
    assert (whole.height, whole.y) == (2 * (132 + 33), 132 + 33)
    assert [(ring.horizontal, ring.vertical) for ring in fan.rings] == [(98, 116), (89, 116), (62, 116)]


def test_a_knot_stands_on_its_ring_and_its_thread_hangs_from_the_middle():
    (whole, fan) = ties(kinds("national"))
    (tie,), (other,) = whole.ties, fan.ties

    # Alone it stands beside the middle, as far as its ring reaches.
    assert (tie.x, tie.y, tie.label_x) == (610, 99, 630)
    assert tie.thread == "M460 99Q535 123 610 99"
    assert (other.x, other.y, other.label_x) == (110, fan.y, 123)

    (whole, _fan) = ties(kinds("national", "national", "national", "national"))
    right, lower, left, below = whole.ties
    assert (right.x, lower.x, left.x, below.x) == (590, 590, 330, 330)
    assert (right.y, lower.y, left.y, below.y) == (99, 231, 99, 231)
    assert left.label_x == left.x - 20
    assert right.thread == "M460 165Q536 153 590 99"


def test_a_name_has_as_many_lines_as_it_needs_and_what_it_means_below_it():
    page = network(
        title="Savez za sve i svakoga (SZS)", short_name_sr_latn="SZS", acronym="SZS", our_since="2013-05",
        kind="national",
    )  # fmt: skip
    (tie,) = ties([page])[0].ties

    assert [(line.words, line.is_meaning) for line in tie.lines] == [
        ("SZS", False), ("Savez za sve i svakoga", True),
    ]  # fmt: skip
    steps = [after.y - line.y for line, after in zip(tie.lines, tie.lines[1:], strict=False)]
    assert steps == [26] and tie.since_y - tie.lines[-1].y == 26
    # The small picture has no room for years.
    assert ties([page])[1].ties[0].since_y == 0
    assert ties(kinds("national"))[0].ties[0].since_y == 0

    long = network(
        short_name_sr_latn="Veoma dugo ime mreže koja ima mnogo reči u svom imenu", kind="national"
    )
    assert len(ties([long])[0].ties[0].lines) == 3 and len(ties([long])[1].ties[0].lines) > 2
