"""A database that is gone or frozen, and what was withdrawn while everything falls."""

import statistics
import time

from tests.drills.database import Database
from tests.drills.people import BROWSER, PAGES, Staff, Visitors, ask, numbers
from tests.drills.server import Server, Site

PAGE = """
from networks.models import NetworkPage
page = NetworkPage.objects.get(slug="la-strada-international")
"""
WITHDRAWN = "/mreze/la-strada-international/"
# A page that was served before may take so many seconds while the database is away, on a quiet machine.
MOST = 0.1


def _serve_every_page(server: Server) -> None:
    """Let every page be served by each process."""
    for page in PAGES:
        for _time in range(4):
            ask(server, page, **BROWSER)


def database_killed(server: Server, database: Database) -> tuple[bool, str]:
    """PostgreSQL is killed for eight seconds."""
    _serve_every_page(server)
    with Visitors(server, a_second=20) as visitors:
        with database.killed():
            started = time.monotonic()
            leaving, live = ask(server, "/izlaz/"), ask(server, "/health/live/")
            time.sleep(max(0.0, started + 8 - time.monotonic()))
        back = time.monotonic()
        while ask(server, "/health/ready/").status != 200 and time.monotonic() < back + 30:
            time.sleep(0.02)
        recovery = time.monotonic() - back
        time.sleep(1)
    is_well = not visitors.failed and visitors.slowest <= MOST and recovery <= 1
    is_well = is_well and leaving.status == 303 and max(leaving.seconds, live.seconds) <= 1
    told = f"{visitors} (at most {MOST}); recovery {recovery:.2f} s, "
    told += f"exit {leaving.seconds:.2f} s, health {live.seconds:.2f} s"
    return is_well, told


def database_frozen(server: Server, database: Database) -> tuple[bool, str]:
    """PostgreSQL takes questions and answers none, for 20 seconds, while pages are asked for that need it."""
    _serve_every_page(server)
    with database.frozen(), Visitors(server, a_second=20) as visitors:
        started, number, probes = time.monotonic(), 0, []
        needing = Visitors(server, a_second=1, most=15, paths=["/nema-ove-strane/?x=1"])
        with needing:
            while time.monotonic() < started + 20:
                probes += [ask(server, "/izlaz/"), ask(server, "/health/live/")]
                number += 1
                time.sleep(max(0.0, started + 2 * number - time.monotonic()))
    worst = max(probe.seconds for probe in probes)
    is_well = {probe.status for probe in probes} == {303, 200} and worst <= 1.1
    told = f"{visitors} (at most {MOST}); exit and health {worst:.2f} s at most in {len(probes)} tries"
    return is_well and not visitors.failed and visitors.slowest <= MOST, told


def withdrawn(server: Server, database: Database) -> tuple[bool, str]:
    """Unpublish; then the site and the database are killed; then the site starts without database."""
    page = numbers(server.shell(f"{PAGE}print(page.pk)"))[0]
    addresses = [WITHDRAWN, f"/sr-cyrl{WITHDRAWN}", "/en/networks/la-strada-international/"]
    lists = ["/mreze/", "/sitemap.xml", "/en/networks/"]
    for path in [*addresses, *lists] * 2:
        ask(server, path, **BROWSER)
    before = [path for path in addresses if ask(server, path, **BROWSER).status == 200]
    status = Staff(server, "povlaci").withdraw(page)
    for site in server.sites:
        site.kill()
    with database.killed():
        alone = _still_there(server, addresses, lists)
        for site in server.sites:
            site.start(waits_for="/health/live/")
        started = _still_there(server, addresses, lists)
    for site in server.sites:
        site.stop()
        site.start()
    server.shell(f"{PAGE}page.get_latest_revision().publish()")
    is_well = status == 302 and len(before) == 3 and not alone and not started
    return (
        is_well,
        f"{len(before)} addresses before; by nginx alone {alone}, by a site without database {started}",
    )


def _still_there(server: Server, addresses: list[str], lists: list[str]) -> list[str]:
    """Return what shows the page, or leads to it."""
    shown = [path for path in addresses if ask(server, path, **BROWSER).status in {200, 304}]
    return shown + [path for path in lists if b"la-strada-international" in ask(server, path).content]


def two_servers(server: Server, database: Database) -> tuple[bool, str]:
    """A second machine with the same database: how soon it shows what is published on the first."""
    other = Site({**server.environment, "ASTRA_CACHE_DIR": str(server.folder / "other")})
    staff, took = Staff(server, "druga"), []
    page = numbers(server.shell(f"{PAGE}print(page.pk)"))[0]
    try:
        other.get(WITHDRAWN)
        for number in range(20):
            click, wanted = (staff.withdraw, 404) if number % 2 == 0 else (staff.publish, 200)
            status = click(page)
            answered = time.monotonic()
            while (found := other.get(WITHDRAWN)) != wanted and time.monotonic() < answered + 5:
                time.sleep(0.005)
            if (status, found) != (302, wanted):
                return False, f"after {number} clicks: {status}, {found}"
            took.append(time.monotonic() - answered)
    finally:
        other.kill()
    told = f"after the answer to the click: median {statistics.median(took):.3f} s, longest {max(took):.3f} s"
    return max(took) <= 0.2, f"{told} of 20 clicks"
