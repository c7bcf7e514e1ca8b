"""Measures pages on the site as it is and on one with thousands of organisations, in one run.

Times of two machines cannot be compared, so each page is also shown as a multiple of its own time on
the small site. SQLite, or PostgreSQL by DATABASE_URL; in a test database of its own, which is gone
afterwards.
"""

import argparse
import io
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_databases

ROOT = Path(__file__).resolve().parent.parent.parent
# What issue 5 promises for p95, in milliseconds, with 10,000 organisations on two cores.
PROMISED = {"directory": 80, "directory, filtered": 80, "search": 60}


class Measured(NamedTuple):
    """How long a page took, in milliseconds, and what it asked of the database."""

    p50: float
    p95: float
    # Work of this process alone: what a busy machine adds is not in it, nor what PostgreSQL does.
    cpu: float
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
        "search": ["/pretraga/?q=zene", "/pretraga/?q=udruzenje+za+prava", "/en/search/?q=organisation"],
        "largest network": [largest.address_in("sr-latn")],
        "one organisation": ["/organizacije/astra/"],
        "home": ["/"],
        "CSV": ["/organizacije/podaci/csv/"],
    }


def measure(addresses: list[str], rounds: int) -> Measured:
    """Ask for each address `rounds` times, warm."""
    client = Client()
    for address in addresses:
        assert client.get(address).status_code == 200, address
    times, work, queries, size = [], [], 0, 0
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
    p95 = statistics.quantiles(times, n=20)[-1]
    return Measured(statistics.median(times), p95, statistics.median(work), queries, size / 1024)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def report(small: dict[str, Measured], large: dict[str, Measured]) -> None:
    """Print a line for each page."""
    say(f"\n{connection.vendor}, {os.cpu_count()} cores; milliseconds, warm, without the network")
    say(f"{'':22}{'------ small ------':^22}{'------ large ------':^22}")
    say(f"{'':22}{'p50    p95    CPU':>22}{'p50    p95    CPU':>22}{'times':>7}{'queries':>12}{'KB':>6}")
    for name, one in large.items():
        before = small[name]
        columns = "".join(f"{one.p50:>8.0f}{one.p95:>7.0f}{one.cpu:>7.0f}" for one in (before, one))
        times = f"{one.cpu / before.cpu:>7.1f}"
        queries = f"{f'{before.queries} -> {one.queries}':>12}"
        promised = PROMISED.get(name)
        mark = "" if promised is None else f"  p95 <= {promised}: {'yes' if one.p95 <= promised else 'NO'}"
        say(f"{name:22}{columns}{times}{queries}{one.kilobytes:>6.0f}{mark}")


def timed(what: str, work) -> None:
    """Do `work` and say how long it took."""
    started = time.monotonic()
    work()
    say(f"{what}: {time.monotonic() - started:.1f} s")


def main() -> None:
    """Measure small, make large, measure again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=10_000)
    parser.add_argument("--networks", type=int, default=100)
    parser.add_argument("--memberships", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--without-search", action="store_true", help="its index takes minutes to make")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
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
        if not options.without_search:
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
