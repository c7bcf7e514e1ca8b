"""A clock that is a day wrong, and twelve hours in fast motion."""

import datetime
import re
import time
from pathlib import Path

from tests.drills.database import Database
from tests.drills.faults import PAGE, WITHDRAWN
from tests.drills.people import Staff, ask, numbers
from tests.drills.server import Server, Site
from tests.drills.writing import CHILDREN, PICTURE

LIBRARY = "/usr/lib/*/faketime/libfaketime.so.1"
HOURS = 12
DAYS_OF_SECURITY_TXT = 180
MOST_MEGABYTES = 200


def clock(server: Server, database: Database) -> tuple[bool, str]:
    """The clock of one machine goes a day forward, back, back and forward, that of the other is right.

    Each time pages are there, what says the day says that of the clock, and what is withdrawn and published
    on the other machine goes and comes.
    """
    library = next(Path("/").glob(LIBRARY.lstrip("/")), None)
    if library is None:
        return False, "needs Debian's package libfaketime"
    said = server.folder / "clock"
    said.write_text("+0")
    site = Site(
        {
            **server.environment,
            "ASTRA_CACHE_DIR": str(server.folder / "clock-cache"),
            "LD_PRELOAD": str(library),
            "FAKETIME_TIMESTAMP_FILE": str(said),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }
    )
    staff, page = Staff(server, "sat"), numbers(server.shell(f"{PAGE}print(page.pk)"))[0]
    found: list[tuple[int, str]] = []
    try:
        for days in (0, 1, 0, -1, 0):
            said.write_text(f"{days * 86400:+d}")
            time.sleep(1)
            found.append((days, _wrong_at(site, days) or _stays(site, staff, page)))
    finally:
        site.kill()
    wrong = [each for each in found if each[1]]
    told = "at +0, +1, 0, -1, 0 days: pages, the right day, and what another machine has changed"
    return not wrong, f"{wrong}" if wrong else told


def _wrong_at(site: Site, days: int) -> str:
    """Return what a site whose clock is so many days ahead answers that is wrong."""
    statuses = {path: site.get(path) for path in ("/", "/mreze/", "/en/", "/health/ready/")}
    if set(statuses.values()) != {200}:
        return f"{statuses}"
    # It is good for a number of days from today.
    day = datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days + DAYS_OF_SECURITY_TXT)
    _status, content = site.read("/.well-known/security.txt")
    return "" if f"Expires: {day}T" in content else f"security.txt has another day: {content}"


def _stays(site: Site, staff: Staff, page: int) -> str:
    """Withdraw a page and publish it again by another machine; return what does not show here."""
    for click, wanted in ((staff.withdraw, 404), (staff.publish, 200)):
        status = click(page)
        deadline = time.monotonic() + 5
        while (shown := site.get(WITHDRAWN)) != wanted and time.monotonic() < deadline:
            time.sleep(0.02)
        if (status, shown) != (302, wanted):
            return f"click {status}, then {shown} instead of {wanted}"
    return ""


def soak(server: Server, database: Database) -> tuple[bool, str]:
    """Twelve rounds, each what an hour brings: every address, parameters, publishes, an upload, open data."""
    staff, pages = Staff(server, "ceo_dan"), numbers(server.shell(CHILDREN))
    addresses = re.findall(r"<loc>https://[^/]+(/[^<]*)</loc>", ask(server, "/sitemap.xml").content.decode())
    addresses += [f"/organizacije/?zemlja={code}" for code in ("RS", "BA", "HR", "DE")]
    addresses += [f"/organizacije/podaci/{kind}/" for kind in ("csv", "json", "geojson", "izmene")]
    picture = bytes.fromhex(server.shell(PICTURE))
    memory, bad = [], 0
    for hour in range(HOURS):
        for address in addresses:
            # Of the site itself, each time.
            bad += ask(server, f"{address}{'&' if '?' in address else '?'}hour={hour}").status != 200
        for page in pages[:4]:
            bad += staff.withdraw(page) != 302
            bad += staff.publish(page) != 302
        bad += staff.upload(f"Sum {hour}", picture) not in {200, 302}
        memory.append(max(_megabytes(worker) for site in server.sites for worker in site.workers()))
    is_flat = memory[-1] <= memory[2] * 1.15
    told = (
        f"{HOURS * len(addresses)} pages, {bad} bad; a worker has {memory[0]:.0f} MB after the first hour, "
    )
    told += f"{memory[2]:.0f} after the third, {memory[-1]:.0f} after the last"
    return not bad and is_flat and memory[-1] <= MOST_MEGABYTES, told


def _megabytes(process: int) -> float:
    """Return the memory of a process; what it shares with others counts in parts."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
