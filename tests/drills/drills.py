"""`make drills`: faults on purpose against the shipped server, each with its figure.

`python tests/drills/drills.py NAME …` runs some of them. Exit status 1 when a promise is broken.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import say  # noqa: E402
from tests.drills.server import Database, Server, Visitors, ask, shipped  # noqa: E402

PAGES = ["/", "/en/", "/mreze/", "/organizacije/", "/pomoc/", "/mreze/preugovor/"]
ORGANISATION = "from networks.models import Organisation; "

Drill = Callable[[Server, Database], tuple[bool, str]]


def restart(server: Server, database: Database) -> tuple[bool, str]:
    """Restart one process after the other while visitors come."""
    with Visitors(server, PAGES, a_second=20) as visitors:
        for site in server.sites:
            time.sleep(1)
            site.stop()
            site.start()
        time.sleep(1)
    return not visitors.failed, f"{len(visitors.failed)} of {len(visitors.answers)} failed"


def kill(server: Server, database: Database) -> tuple[bool, str]:
    """Let workers die by kill -9 while visitors come."""
    with Visitors(server, PAGES, a_second=40) as visitors:
        for _time in range(3):
            time.sleep(3)
            for site in server.sites:
                os.kill(site.workers()[0], signal.SIGKILL)
                time.sleep(2)
    return not visitors.failed, f"{len(visitors.failed)} of {len(visitors.answers)} failed"


def frozen(server: Server, database: Database) -> tuple[bool, str]:
    """PostgreSQL takes questions and answers none, for ten seconds."""
    for page in PAGES:
        ask(server, page)
    with database.frozen(), Visitors(server, PAGES, a_second=4) as visitors:
        time.sleep(1)
        exit_status, exit_seconds, _content = ask(server, "/izlaz/")
        live_status, live_seconds, _content = ask(server, "/health/live/")
        time.sleep(8)
    is_well = exit_status == 303 and exit_seconds <= 1.2 and live_status == 200 and live_seconds <= 1
    told = f"exit {exit_seconds:.2f} s, health {live_seconds:.2f} s, pages: {len(visitors.failed)} of "
    told += f"{len(visitors.answers)} failed, slowest {visitors.slowest:.2f} s"
    return is_well and not visitors.failed, told


def away(server: Server, database: Database) -> tuple[bool, str]:
    """Both processes of the site are gone: the web server alone."""
    for site in server.sites:
        site.stop()
    status, seconds, content = ask(server, "/en/networks/")
    exit_status, _seconds, _content = ask(server, "/izlaz/")
    for site in server.sites:
        site.start()
    lines = len(server.web.log.read_text("utf-8").splitlines())
    has_help = b'href="tel:116000"' in content and b"/izlaz/" in content
    told = f"{status} in {seconds:.2f} s, hotlines and exit {'there' if has_help else 'MISSING'}, "
    return status == 502 and has_help and exit_status == 303 and not lines, told + f"{lines} lines in the log"


def backup(server: Server, database: Database) -> tuple[bool, str]:
    """A backup while somebody publishes; verified, then with one flipped byte."""
    publishing = "".join(
        f"o = list(Organisation.objects.filter(live=True)[:20])[{number}]; o.save_revision().publish(); "
        for number in range(10)
    )
    server.shell(ORGANISATION + publishing)
    started = time.monotonic()
    server.manage("backup")
    made = time.monotonic() - started
    server.manage("verify_backup")
    verified = time.monotonic() - started - made
    newest = max((server.folder / "backups").iterdir())
    dump = newest / "database.dump"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)
    try:
        server.manage("verify_backup")
        named = False
    except RuntimeError as error:
        named = "database.dump is not what it was" in str(error)
    told = f"made in {made:.1f} s, restored and compared in {verified:.1f} s; a flipped byte is "
    return named, told + ("named" if named else "NOT NOTICED")


DRILLS: list[Drill] = [away, restart, kill, frozen, backup]


def main() -> int:
    """Run the drills that were named, or all; return the exit code."""
    chosen = [drill for drill in DRILLS if not sys.argv[1:] or drill.__name__ in sys.argv[1:]]
    broken = 0
    with shipped() as (server, database):
        for drill in chosen:
            is_well, figure = drill(server, database)
            broken += not is_well
            say(f"{'ok    ' if is_well else 'BROKEN'} {drill.__name__:10} {figure}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
