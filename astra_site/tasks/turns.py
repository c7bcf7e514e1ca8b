"""Others' turn between two transactions of long work."""

import time

from django.db import connection

# SQLite lets one write at a time, and who waits looks again every tenth of a second: a task that begins its
# next transaction at once would win each time, and everybody else would be told that the database is locked.
SECONDS = 0.25


def let_others_write() -> None:
    """Leave a gap into which somebody who waits to write can step; PostgreSQL needs none."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(SECONDS)
