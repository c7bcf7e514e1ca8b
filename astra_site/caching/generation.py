"""The generation of the content: whatever was made of an earlier one is not shown any more.

It is the time of a file that all processes of a machine share, so that to ask for it takes a microsecond and
no database. Each commit that may change an answer sets it (`changes`), for other machines a watcher does
(`watcher`). Only a process of the server may believe the file; commands, tests, `make dev` ask the database.
"""

import logging
import os
import time
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

# To ask the disk lets another thread go on, and to get its turn back costs a hit three times all else. So
# a hit believes what was read so many seconds ago, and a click is answered so much later.
RECENT = 0.005


class Generation:
    """The file, and what its time says."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "generation"
        self.is_watched = False
        self._forget()

    def _forget(self) -> None:
        # When the disk was asked, and what it said: set together, for other threads read it meanwhile.
        self._read: tuple[float, int | None] = (float("-inf"), None)

    @property
    def recent(self) -> int | None:
        """Return the generation of now or of a moment ago (RECENT); `current` where that would not do."""
        if not self.is_watched:
            return None
        now = time.monotonic()
        read, generation = self._read
        if now - read > RECENT:
            generation = self.current
            self._read = now, generation
        return generation

    @property
    def current(self) -> int | None:
        """Return the present generation, or None where nobody can tell: then nothing may be cached by it."""
        if not self.is_watched:
            return None
        try:
            return os.stat(self.file).st_mtime_ns
        except OSError:
            return None

    def wait_until_known(self) -> None:
        """Wait until no process of this machine believes an earlier generation."""
        time.sleep(RECENT)

    @property
    def version(self) -> int | None:
        """Return the version of the content (`CacheVersion`) with which it began, if that is known."""
        try:
            return int(self.file.read_text("ascii"))
        except (OSError, ValueError):
            return None

    @property
    def link(self) -> Path:
        """Return where the web server finds pages as files, while none of them has been withdrawn."""
        return self.file.parent / "pages" / "current"

    def renew(self, version: int | None = None) -> bool:
        """Begin a new generation; return whether the other processes of this machine can see it.

        Where the content is of the version that is known, the web server's files stay until there are others.
        """
        is_other_content = version is None or version != self.version
        is_seen = self._renew(version)
        self._forget()
        if is_other_content:
            # Not before: who makes a link looks at the generation once more after that.
            self._unlink()
        return is_seen

    def _unlink(self) -> None:
        try:
            self.link.unlink(missing_ok=True)
        except OSError as error:
            logger.error("The web server may send old pages: delete %s: %s", self.link, error.strerror)

    def _renew(self, version: int | None) -> bool:
        # Two moments may have one time by the clock of the disk, so it is set to the nanosecond.
        now = time.time_ns()
        beside = self.file.with_suffix(f".{os.getpid()}.{now}")
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            # A new file: the present one may be another user's.
            beside.write_text("" if version is None else str(version), "ascii")
            os.utime(beside, ns=(now, now))
            beside.replace(self.file)
        except OSError as error:
            return self._renew_without_room(error)
        return True

    def _renew_without_room(self, error: OSError) -> bool:
        """Do it on a full disk: without the file, or with an older time, nothing cached is used."""
        for way in (lambda: self.file.unlink(missing_ok=True), lambda: os.utime(self.file)):
            try:
                way()
            except OSError:
                continue
            logger.warning("The cache has no room: pages are made anew for each visitor (%s)", error.strerror)
            return True
        logger.warning("The cache cannot be written: %s: %s", self.file.parent, error.strerror)
        self.is_watched = False
        return False


GENERATION = Generation(Path(settings.CACHE_DIR))
