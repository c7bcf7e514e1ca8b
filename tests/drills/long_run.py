"""A clock that is a day wrong, and twelve hours in fast motion."""

import datetime
import re
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.drills.database import Database
from tests.drills.people import Staff, ask, numbers
from tests.drills.server import Server, Site
from tests.drills.writing import CHILDREN, PICTURE

LIBRARY = "/usr/lib/*/faketime/libfaketime.so.1"
HOURS = 12
MOST_MEGABYTES = 200


def clock(server: Server, database: Database) -> tuple[bool, str]:
    """The clock of one process goes a day forward and back: pages are there, with the day of the clock."""
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
    found = []
    try:
        for days in (0, 1, 0, -1, 0):
            said.write_text(f"{days * 86400:+d}")
            time.sleep(1)
            today = datetime.datetime.now(ZoneInfo("Europe/Belgrade")).date() + datetime.timedelta(days)
            status, content = site.read("/mreze/")
            is_right = f"{today.day}. {today.month}. {today.year}." in re.sub(r"\s|&nbsp;|\xa0", " ", content)
            found.append((days, status, is_right, site.get("/health/ready/")))
    finally:
        site.kill()
    wrong = [each for each in found if each[1:] != (200, True, 200)]
    return (
        not wrong,
        "forward, back, back, forward: each page with the day of the clock" if not wrong else f"{wrong}",
    )


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
