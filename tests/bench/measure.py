"""Measures pages on the site as it is and on one with thousands of organisations, in one run.

Times of two machines cannot be compared, so each page is also shown as a multiple of its own time on
the small site. SQLite, or PostgreSQL by DATABASE_URL; in a test database of its own, which is gone
afterwards.
"""

import argparse
import gc
import io
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_databases

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import kept, p50_p95, say  # noqa: E402

# The same on every page, with ten organisations and with 10,000.
MOST_QUERIES = 8
# p95 in milliseconds, with 10,000 organisations on two cores; and how many times the small site's.
PROMISED = {"directory": 80, "directory, filtered": 80, "search": 60}
MOST_TIMES = 2
# A file holds everything there is, so it takes as long as there is much.
FILES = {"CSV"}


class Measured(NamedTuple):
    """How long a page took, in milliseconds, and what it asked of the database."""

    p50: float
    p95: float
    # Work of this process alone: what a busy machine adds is not in it, nor what PostgreSQL does.
    work_p50: float
    work_p95: float
    queries: int
    kilobytes: float


def pages() -> dict[str, list[str]]:
    """Return the addresses to measure by what they are."""
    from networks.models import NetworkPage

    largest = max(NetworkPage.objects.live(), key=lambda page: page.memberships.count())
    slug = largest.slug
    return {
        "directory": ["/organizacije/", "/organizacije/?page=2", "/en/organisations/"],
        "directory, filtered": [
            f"/organizacije/?mreza={slug}",
            "/organizacije/?zemlja=RS&vrsta=clanica",
            "/en/organisations/?country=RS&field=at",
        ],
        "search": [
            "/pretraga/?q=zene",
            "/pretraga/?q=udruzenje+za+prava",
            "/pretraga/?q=mreza&page=3",
            "/pretraga/?q=zenex+mlladi+qwxqwx",
            "/en/search/?q=organisation",
        ],
        "largest network": [largest.url_in("sr-latn")],
        "one organisation": ["/organizacije/astra/"],
        "home": ["/"],
        "list of networks": ["/mreze/", "/en/networks/"],
        "timeline": ["/vremenska-linija/"],
        "overlaps": ["/preklapanja/"],
        "text": ["/pomoc/", "/en/safe-browsing/"],
        "CSV": ["/organizacije/podaci/csv/"],
    }


def measure(addresses: list[str], rounds: int) -> Measured:
    """Ask for each address `rounds` times, warm."""
    # What the making of the data has left behind is not the page's to clear away.
    gc.collect()
    gc.freeze()
    client = Client()
    for address in addresses:
        assert client.get(address).status_code == 200, address
    times: list[float] = []
    work: list[float] = []
    queries, size = 0, 0
    for address in addresses:
        for _round in range(rounds):
            started, worked = time.perf_counter(), time.process_time()
            response = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
            work.append((time.process_time() - worked) * 1000)
        size = max(size, len(response.content))
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries = max(queries, len(captured))
    return Measured(*p50_p95(times), *p50_p95(work), queries, size / 1024)


def report(small: dict[str, Measured], large: dict[str, Measured]) -> None:
    """Print a line for each page, then which promises hold."""
    say(f"\n{connection.vendor}, {os.cpu_count()} cores; milliseconds, warm, without the network")
    say("clock: as long as it took; CPU: the work of this process alone, whatever else the machine does")
    say(f"{'':20}{'-------- small ---------':^26}{'-------- large ---------':^26}")
    heads = f"{'clock':>7}{'p95':>6}{'CPU':>7}{'p95':>6}"
    say(f"{'':20}{heads}{heads}{'times':>7}{'queries':>10}{'KB':>6}")
    for name, one in large.items():
        before = small[name]
        columns = "".join(
            f"{each.p50:>7.0f}{each.p95:>6.0f}{each.work_p50:>7.0f}{each.work_p95:>6.0f}"
            for each in (before, one)
        )
        queries = f"{before.queries} -> {one.queries}"
        times = one.work_p95 / before.work_p95
        say(f"{name:20}{columns}{times:>7.1f}{queries:>10}{one.kilobytes:>6.0f}")
    say("\nPromises")
    for promise in promises(small, large):
        say(promise)


def promises(small: dict[str, Measured], large: dict[str, Measured]) -> Iterator[str]:
    """Return a line for each promise: whether it holds, and by which figure."""
    every = [*small.values(), *large.values()]
    most = max(one.queries for one in every)
    yield kept(most <= MOST_QUERIES, f"at most {MOST_QUERIES} queries a page: {most}")
    more = [name for name, one in large.items() if one.queries > small[name].queries]
    yield kept(not more, f"no more queries with more organisations{_named(more)}")
    for name, limit in PROMISED.items():
        one = large[name]
        figures = f"{one.p95:.0f} by the clock, {one.work_p95:.0f} of work"
        yield kept(one.p95 <= limit, f"{name}: p95 at most {limit} ms: {figures}")
    slower = [
        name
        for name, one in large.items()
        if name not in FILES and one.work_p95 > MOST_TIMES * small[name].work_p95
    ]
    yield kept(not slower, f"no page more than {MOST_TIMES} times the work of the small site{_named(slower)}")


def _named(names: list[str]) -> str:
    return f": {', '.join(names)}" if names else ""


def timed(what: str, work: Callable[[], object]) -> None:
    """Do `work` and say how long it took."""
    started, worked = time.monotonic(), time.process_time()
    work()
    say(f"{what}: {time.monotonic() - started:.1f} s, {time.process_time() - worked:.1f} s of work")


def main() -> None:
    """Measure small, make large, measure again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=10_000)
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--memberships", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "astra_site.settings.test"
    django.setup()
    setup_test_environment()
    from tests import database
    from tests.bench import large_data

    made = database.set_up()
    try:
        call_command("rebuild_search", stdout=io.StringIO())
        small = {name: measure(addresses, options.rounds) for name, addresses in pages().items()}
        sizes = (options.organisations, options.networks, options.memberships)
        timed(
            "made {:,} organisations, {:,} networks, {:,} memberships".format(*sizes),
            lambda: large_data.make(*sizes),
        )
        timed("indexed for search", lambda: call_command("rebuild_search", stdout=io.StringIO()))
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        timed("first directory after a change", lambda: Client().get("/organizacije/"))
        report(small, {name: measure(addresses, options.rounds) for name, addresses in pages().items()})
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
