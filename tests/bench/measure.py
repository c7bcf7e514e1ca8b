"""Measures the site under gunicorn, beside yardsticks and beside itself when small, in one run.

Times of two machines cannot be compared, and those of a busy one not even with themselves: so what is
promised are ratios within the run, mostly of processor time. SQLite, or PostgreSQL by DATABASE_URL; in a test
database of its own, which is gone afterwards. Ends with 1 when a promise is broken.
"""

import argparse
import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_test_environment, teardown_databases

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "astra_site.settings.test"
from astra_site.translations import catalogues  # noqa: E402

catalogues.compile_stale()
django.setup()

from tests import database  # noqa: E402
from tests.bench import elsewhere, large_data  # noqa: E402
from tests.bench.contestants import COLD, WARM, Contestant, as_it_is_now, bare, emptiest, site  # noqa: E402
from tests.bench.figures import p50_p95, say, verdict  # noqa: E402
from tests.bench.load import Load, memory_of, page_of  # noqa: E402
from tests.bench.load import ask as ask_port  # noqa: E402

# Requests a second of a cached answer, in those of a bare function that sends the same bytes.
CACHED = 0.75
# Processor of a page that is made anew, in that of Wagtail's emptiest page.
COLD_PAGES = {"home": 1.2, "La Strada": 1.6, "directory": 2.0, "organisation": 1.5, "search": 1.5}
# The same with 10,000 organisations, in that of the small site.
GROWTH = 1.5
FILE_AGAIN = 5  # milliseconds of processor, p50
MEMORY = 200  # MB a worker
SEEN_ELSEWHERE = 0.2  # seconds, p95
FIRST_VISIT = 40  # milliseconds of processor
DIRECTORY_SENT = 17  # KB, by brotli
# What is made beforehand after a start is not measured.
SECONDS_OF_WARMING = 8
FILES = ["/organizacije/podaci/csv/", "/organizacije/podaci/json/", "/organizacije/podaci/geojson/",
         "/organizacije/podaci/izmene/", "/sitemap.xml"]  # fmt: skip


def pages() -> dict[str, str]:
    """Return what is measured, by what it is."""
    return {
        "home": "/",
        "La Strada": "/mreze/la-strada-international/",
        "directory": "/organizacije/",
        "directory, chosen": "/organizacije/?zemlja=RS",
        "organisation": "/organizacije/astra/",
        "search": "/pretraga/?q=zene",
        "networks": "/mreze/",
        "timeline": "/vremenska-linija/",
        "overlaps": "/preklapanja/",
        "map": "/mapa/",
        "text": "/pomoc/",
        "nothing there": "/wp-login.php",
    }


def cold(server: Contestant, seconds: float) -> dict[str, float]:
    """Return the milliseconds of processor that each page takes when it is made anew."""
    return {name: server.ask(path, seconds, **COLD).work for name, path in pages().items()}


def median_of(rounds: list[dict[str, float]]) -> dict[str, float]:
    """Return the median of several rounds for each name."""
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def times_of(pairs: Iterable[tuple[dict[str, float], dict[str, float]]]) -> dict[str, float]:
    """Return for each name how many times the first of a round its second is, as the median of the rounds."""
    return median_of([{name: after[name] / before[name] for name in before} for before, after in pairs])


def row(name: str, loads: list[Load]) -> None:
    """Print what came of the rounds of one contestant."""
    latencies = sorted(latency for each in loads for latency in each.answers.latencies)
    p50, p95 = p50_p95(latencies)
    p99 = latencies[int(len(latencies) * 0.99)]
    rate = statistics.median(each.rate for each in loads)
    work = statistics.median(each.work for each in loads)
    say(f"{name:24}{rate:>9.0f}{work:>9.3f}{p50:>8.1f}{p95:>8.1f}{p99:>8.1f}")


class Run:
    """One run: what was promised and whether it holds."""

    def __init__(self, options: argparse.Namespace, folder: Path) -> None:
        self.rounds, self.seconds, self.folder = options.rounds, options.seconds, folder
        self.sizes = (options.organisations, options.networks, options.memberships)
        self.peers = options.peers
        self.is_whole = True

    def promise(self, holds: bool, promise: str) -> None:
        """Say whether a promise holds."""
        self.is_whole = self.is_whole and holds
        say(verdict(holds, promise))

    def small(self) -> None:
        """Measure the site as it is beside the yardsticks."""
        with ExitStack() as running:
            started = running.enter_context(site(self.folder))
            self._first_visit(started)
            page = running.enter_context(emptiest(self.folder))
            cached = self._cached()
            for _warm in range(2):
                cold(started, 0.3)
            floors, measured = [], []
            for _round in range(self.rounds):
                floors.append(page.ask("/", self.seconds).work)
                measured.append(cold(started, self.seconds))
            work = median_of(measured)
            times = times_of(zip([dict.fromkeys(work, floor) for floor in floors], measured, strict=True))
            for peer in self.peers:
                self._peer(peer)
            floor = statistics.median(floors)
            say(f"\nMade anew, processor a request: Wagtail's emptiest page {floor:.2f} ms")
            for name, each in work.items():
                say(f"{name:24}{each:>9.2f} ms{times[name]:>8.2f} times")
            for name, most in COLD_PAGES.items():
                found = times[name]
                self.promise(found <= most, f"{name}: at most {most} times the emptiest page: {found:.2f}")
            self.promise(
                cached >= CACHED, f"a cached page: at least {CACHED:.0%} of a bare function: {cached:.0%}"
            )
            sent = len(page_of(started.port, "/organizacije/", **WARM)) / 1024
            self.promise(
                sent <= DIRECTORY_SENT, f"the directory: at most {DIRECTORY_SENT} KB are sent: {sent:.1f}"
            )
        if connection.vendor == "postgresql":
            self._seen_elsewhere()

    def _peer(self, place: str) -> None:
        """Measure another site by the clock: whose its processes are, is not known here."""
        port, _slash, path = place.partition("/")
        row(place, [ask_port(int(port), f"/{path}", self.seconds) for _round in range(self.rounds)])

    def _first_visit(self, started: Contestant) -> None:
        work = ask_port(started.port, "/mreze/", 0.01, started.workers, connections=2, **COLD).work
        self.promise(work <= FIRST_VISIT, f"first visits of a worker: at most {FIRST_VISIT} ms: {work:.0f}")
        time.sleep(SECONDS_OF_WARMING)

    def _cached(self) -> float:
        """Measure a cached page beside a function, in one process each: which of two gets whom is chance."""
        found: dict[str, list[Load]] = {"bare function": [], "cached": [], "cached, 304": []}
        etag = {"If_None_Match": "*", **WARM}
        with (
            site(self.folder, "one", workers=1) as started,
            bare(self.folder, started, "/", workers=1) as function,
        ):
            time.sleep(SECONDS_OF_WARMING)
            # Many short ones, for a machine that others share is now faster and now slower.
            for _round in range(3 * self.rounds):
                found["bare function"].append(function.ask("/", 1))
                found["cached"].append(started.ask("/", 1, **WARM))
                found["cached, 304"].append(started.ask("/", 1, **etag))
        say(f"\n{'':24}{'a second':>9}{'CPU ms':>9}{'p50':>8}{'p95':>8}{'p99':>8}")
        for name, loads in found.items():
            row(name, loads)
        beside = list(zip(found["cached"], found["bare function"], strict=True))
        rate = statistics.median(each.rate / other.rate for each, other in beside)
        work = statistics.median(other.work / each.work for each, other in beside)
        say(f"cached ÷ bare: {rate:.0%} of the rate, {work:.0%} by processor")
        return rate

    def _seen_elsewhere(self) -> None:
        (known_p50, known_p95), (p50, p95) = map(p50_p95, elsewhere.seen(self.folder, 40))
        say(f"a change is known on two other machines: p50 {known_p50:.3f} s, p95 {known_p95:.3f} s")
        figures = f"{p95:.3f} (p50 {p50:.3f})"
        self.promise(p95 <= SEEN_ELSEWHERE, f"and shown by both: p95 at most {SEEN_ELSEWHERE} s: {figures}")

    def grow(self) -> None:
        """Make the site large."""
        large_data.make(*self.sizes)
        call_command("rebuild_search", stdout=io.StringIO())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # As PostgreSQL does by itself within a minute.
                cursor.execute("VACUUM ANALYZE")

    def large(self, small_database: str) -> None:
        """Measure the site with thousands of organisations and, by turns, as it was before."""
        with (
            site(self.folder, "small", small_database) as small,
            site(self.folder, "large") as started,
        ):
            for each in (small, started):
                cold(each, 0.2)
            pairs = [self._side_by_side(small, started) for _round in range(self.rounds)]
            before, after = (median_of([pair[side] for pair in pairs]) for side in (0, 1))
            times = times_of(pairs)
            say("\nWith many, processor a request")
            for name in pages():
                say(f"{name:24}{before[name]:>9.2f} ->{after[name]:>9.2f} ms{times[name]:>8.2f} times")
            worse = [name for name in times if times[name] > GROWTH]
            named = ", ".join(worse) or "none"
            self.promise(not worse, f"no page more than {GROWTH} times the small site: {named}")
            for path in FILES:
                page_of(started.port, path)
                page_of(started.port, path)
                again = started.ask(path, self.seconds, **WARM)
                self.promise(
                    again.work <= FILE_AGAIN, f"{path} again: at most {FILE_AGAIN} ms: {again.work:.2f}"
                )
            most = max(memory_of(worker) for worker in started.workers)
            self.promise(most <= MEMORY, f"memory of a worker: at most {MEMORY} MB: {most:.0f}")

    def _side_by_side(
        self, small: Contestant, large: Contestant
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Measure each page of one and at once of the other; return both."""
        seconds = max(1, self.seconds / 2)
        measured = {
            name: [each.ask(path, seconds, **COLD).work for each in (small, large)]
            for name, path in pages().items()
        }
        before, after = ({name: pair[side] for name, pair in measured.items()} for side in (0, 1))
        return before, after


def load() -> float:
    """Return how many processes of this machine have wanted a processor, on the average of a minute."""
    return os.getloadavg()[0]


def timed(what: str, work: Callable[[], object]) -> None:
    """Do `work` and say how long it took."""
    started, worked = time.monotonic(), time.process_time()
    work()
    say(f"{what}: {time.monotonic() - started:.1f} s, {time.process_time() - worked:.1f} s of work")


def main() -> None:
    """Measure small, make large, measure again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--organisations", type=int, default=10_000)
    parser.add_argument("--networks", type=int, default=0, help="as many for each organisation as by default")
    parser.add_argument("--memberships", type=int, default=0)
    parser.add_argument("--peers", nargs="*", default=[], help="other sites on this machine: 8080/page/")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    # The shape stays: five memberships an organisation, and a network for each hundred.
    options.networks = options.networks or max(1, options.organisations // 100)
    options.memberships = options.memberships or options.organisations * 5
    setup_test_environment()
    made = database.set_up()
    try:
        call_command("rebuild_search", stdout=io.StringIO())
        with tempfile.TemporaryDirectory() as folder:
            run = Run(options, Path(folder))
            say(
                f"{time.strftime('%Y-%m-%d')}, {connection.vendor}, {os.cpu_count()} cores, load {load():.1f}"
            )
            run.small()
            if options.organisations:
                with as_it_is_now(run.folder) as small_database:
                    made_so_many = "made {:,} organisations, {:,} networks, {:,} memberships".format(
                        *run.sizes
                    )
                    timed(made_so_many, run.grow)
                    run.large(small_database)
            say(f"load at the end {load():.1f}")
    finally:
        teardown_databases(made, verbosity=0)
    sys.exit(0 if run.is_whole else 1)


if __name__ == "__main__":
    main()
