"""Which backups are old enough to be forgotten."""

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

from astra_site.backups import manifest

# However long no backup was made: these stay.
ALWAYS_KEPT = 3
# How the folder of one that is being made begins.
PARTIAL = ".partial-"


def forget(folder: Path, days: int) -> list[Path]:
    """Delete the backups that are older than so many days, and return their folders."""
    oldest = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
    backups = manifest.all_below(folder)[:-ALWAYS_KEPT]
    old = [backup for backup in backups if manifest.read(backup).moment < oldest]
    for backup in [*old, *_given_up(folder)]:
        shutil.rmtree(backup)
    return old


def _given_up(folder: Path) -> Iterator[Path]:
    """Return what a killed backup has left."""
    yesterday = (datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)).timestamp()
    for partial in folder.glob(f"{PARTIAL}*"):
        if partial.stat().st_mtime < yesterday:
            yield partial
