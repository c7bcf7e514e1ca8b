"""When networks began and ASTRA joined: drawn as exactly as it is known, and the same in words."""

import datetime
import re
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from networks.models import NetworkPage
from networks.partial_dates import display, first_day, from_to, last_day
from networks.timeline import timeline
from tests import factories

# A page asks for its content type as soon as it is made, unless another test has asked already.
pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)


def network(**fields):
    return NetworkPage(title="Mreža", short_name_sr_latn="Mreža", **fields)


@st.composite
def partial_dates(draw):
    day = draw(st.dates(datetime.date(1900, 1, 1), TODAY))
    return day.isoformat()[: draw(st.sampled_from([0, 4, 7, 10]))]


some_networks = st.lists(
    st.builds(network, founded=partial_dates(), our_since=partial_dates(), our_until=partial_dates()),
    max_size=8,
)


@given(some_networks)
def test_nothing_is_drawn_outside_the_line_and_nothing_known_is_missing(those):
    drawn = timeline(those, TODAY)

    assert sorted(map(id, those)) == sorted(id(row.network) for row in drawn.rows)
    for row in drawn.rows:
        assert bool(row.founded) == bool(row.network.founded)
        assert bool(row.ours) == bool(row.network.our_since)
        for mark in (row.founded, row.ours, row.left):
            assert mark is None or (0 <= mark.x <= mark.end <= 100)
    assert [tick.x for tick in drawn.ticks] == sorted({tick.x for tick in drawn.ticks})


@given(some_networks)
def test_a_date_is_as_long_as_it_is_uncertain(those):
    drawn = timeline(those, TODAY)
    lengths = {4: 365, 7: 28, 10: 1}
    marks = [mark for row in drawn.rows for mark in (row.founded, row.ours) if mark]
    if not marks:
        return
    years = [tick.year for tick in drawn.ticks]
    known = [one for row in those for one in (row.founded, row.our_since, row.our_until) if one]
    last = max([last_day(one) for one in known] + [TODAY])
    days = (last - datetime.date(years[0], 1, 1)).days + 1
    for mark in marks:
        assert mark.width * days / 100 >= lengths[len(mark.value)] - 0.02 * days
        assert mark.x == pytest.approx(
            100 * (first_day(mark.value) - datetime.date(years[0], 1, 1)).days / days, abs=0.02
        )


@given(some_networks)
def test_they_stand_in_the_order_in_which_they_began_and_the_unknown_last(those):
    keys = [row.network.founded or row.network.our_since for row in timeline(those, TODAY).rows]
    known = [key for key in keys if key]

    assert keys == sorted(known) + [""] * (len(keys) - len(known))


def test_a_year_is_not_its_first_of_january():
    (row,) = timeline([network(founded="2013", our_since="2013-05-20")], TODAY).rows

    assert row.founded.x < row.ours.x < row.founded.end
    assert row.founded.width > 200 * row.ours.width


def test_a_thread_ends_where_astra_left_and_else_today():
    left, stayed = timeline(
        [
            network(founded="2000", our_since="2001", our_until="2010"),
            network(founded="2002", our_since="2003"),
        ],
        TODAY,
    ).rows

    assert left.our_life.has_ended
    assert left.our_life.end < stayed.our_life.end == timeline([network(founded="2000")], TODAY).today


def test_a_network_that_has_ended_is_not_drawn_until_today(starter_content):
    rows = {row.network.slug: row for row in timeline(NetworkPage.objects.live(), TODAY).rows}

    ended = rows["ban"]

    assert ended.life.has_ended
    assert ended.life.end == ended.left.middle < rows["gmcn"].life.end


def test_what_is_not_known_is_named_and_a_status_is_not_a_gap():
    status = network(kind="un_status", our_since="2019-07-23")
    gap = network(founded="2005")
    nothing = network()
    drawn = timeline([status, gap, nothing], TODAY)

    assert drawn.statuses == [status]
    assert drawn.without_founding == [nothing]
    assert drawn.without_ours == [gap, nothing]
    assert [row.network for row in drawn.drawn] == [gap, status]


def test_the_axis_begins_with_the_first_event_and_ends_today():
    for year in range(1800, 2026, 7):
        drawn = timeline([network(founded=str(year))], TODAY)
        first, *later = drawn.ticks
        assert (first.year, first.x) == (year, 0)
        assert drawn.today > 99
        # On 240 pixels a name of 40 and its gap have room, and so has "today" at the end.
        assert all(after.x - tick.x > 23 for tick, after in pairwise(drawn.ticks))
        assert all(tick.x < 70 for tick in later)


def test_where_many_years_are_shown_some_stand_between():
    assert [tick.year for tick in timeline([network(founded="1994")], TODAY).ticks] == [1994, 2010]


def test_names_in_the_picture_are_links_and_it_ends_with_today(client, starter_content):
    picture = client.get("/vremenska-linija/").text.split('<div class="timeline"')[1].split("</div>")[0]
    links = re.findall(r'<p class="timeline__network"><a href="([^"]+)" tabindex="-1">', picture)

    assert len(links) == picture.count('class="timeline__strip"') > 5
    assert set(links) <= {network.url_in("sr-latn") for network in NetworkPage.objects.live()}
    assert ">danas</text>" in picture


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_the_table_says_what_is_drawn(client, starter_content, language):
    page = timeline_page().url_in(language)
    content = client.get(page).content.decode()
    body = re.search(r"<tbody[^>]*>(.*?)</tbody>", content, re.DOTALL)[1]
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)
    networks_shown = {network.url_in(language): network for network in NetworkPage.objects.live()}

    assert len(rows) == len(networks_shown)
    with translation.override(language):
        for row in rows:
            name, founded, ours = CELL.findall(row)
            network = networks_shown[re.search('href="([^"]+)"', name)[1]]
            assert (display(network.founded) or "–") in founded
            assert from_to(network.our_since, network.our_until) in ours
    drawn = content.count('class="timeline__strip"')
    assert drawn == sum(bool(one.founded or one.our_since) for one in networks_shown.values())


@pytest.mark.parametrize("language", ["sr-latn", "en"])
def test_a_network_shows_its_own_timeline(client, starter_content, language):
    for network in NetworkPage.objects.live():
        content = client.get(network.url_in(language)).content.decode()
        assert content.count('class="timeline__strip"') == bool(network.founded or network.our_since)


def test_numbers_in_the_picture_have_no_decimal_comma(client, starter_content):
    content = client.get("/vremenska-linija/").content.decode()
    assert not re.search(r'(?:x1|x2|x)="\d+,', content)


def test_more_networks_cost_no_more_queries(client, networks, home, django_assert_max_num_queries):
    from networks.models import TimelinePage

    page = home.add_child(
        instance=TimelinePage(title="Vremenska linija", slug="linija", lead_sr_latn="Sve mreže.")
    )
    address = page.url_in("sr-latn")
    factories.make_page(networks, model=NetworkPage, founded="2000")
    client.get(address)
    with django_assert_max_num_queries(8) as few:
        client.get(address)
    number_of_queries = len(few)
    for year in range(2001, 2016):
        factories.make_page(networks, model=NetworkPage, founded=str(year))
    client.get(address)
    with django_assert_max_num_queries(number_of_queries):
        client.get(address)


def timeline_page():
    from networks.models import TimelinePage

    return TimelinePage.objects.live().get()
