"""`make drills`: faults on purpose against the shipped server, each with its figure.

`python tests/drills/drills.py NAME …` runs some of them. Exit status 1 when a promise is broken.
"""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.bench.figures import say  # noqa: E402
from tests.drills import backups, faults, long_run, processes, writing  # noqa: E402
from tests.drills.database import Database  # noqa: E402
from tests.drills.server import Server, shipped  # noqa: E402

Drill = Callable[[Server, Database], tuple[bool, str]]

DRILLS: list[Drill] = [
    processes.away,
    processes.restart,
    processes.upgrade,
    processes.kill,
    processes.hang_up,
    processes.slow_clients,
    processes.speed,
    faults.database_killed,
    faults.database_frozen,
    faults.withdrawn,
    faults.two_servers,
    writing.kill_publishing,
    writing.kill_importing,
    writing.disk_full,
    writing.sqlite_writers,
    backups.backup,
    backups.flipped_byte,
    long_run.clock,
    long_run.soak,
]


def main() -> int:
    """Run the drills that were named, or all; return the exit code."""
    chosen = [drill for drill in DRILLS if not sys.argv[1:] or drill.__name__ in sys.argv[1:]]
    broken = 0
    with shipped() as (server, database):
        for drill in chosen:
            started = time.monotonic()
            try:
                is_well, figure = drill(server, database)
            except Exception as error:  # noqa: BLE001 - the others are run all the same
                is_well, figure = False, str(error).strip().splitlines()[-1]
            broken += not is_well
            took = f"({time.monotonic() - started:.0f} s, load {os.getloadavg()[0]:.0f})"
            say(f"{'ok    ' if is_well else 'BROKEN'} {drill.__name__:16} {figure} {took}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
