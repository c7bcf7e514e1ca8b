"""Which backups are old enough to be forgotten."""

import datetime
import shutil
from pathlib import Path

from astra_site.backups import manifest

# However long no backup was made: these stay.
ALWAYS_KEPT = 3


def forget(folder: Path, days: int) -> list[Path]:
    """Delete the backups that are older than so many days, and return their folders."""
    oldest = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
    backups = manifest.all_below(folder)[:-ALWAYS_KEPT]
    old = [backup for backup in backups if manifest.read(backup).moment < oldest]
    for backup in old:
        shutil.rmtree(backup)
    return old
