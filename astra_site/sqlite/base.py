"""SQLite for several processes that write at once: who waits has a fair chance of being next."""

import os
import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base

# A transaction of the admin takes some 40 ms. Between two of them a busy writer leaves a gap of about one.
SECONDS_BETWEEN_TRIES = 0.001
# Another one writes, or mends what a killed one has left. Nothing of the statement has happened yet.
TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_BUSY_RECOVERY}


class PatientCursor(base.SQLiteCursorWrapper):
    """A cursor that looks every millisecond whether its statement can be run.

    SQLite itself looks ever more seldom, in the end ten times a second: of four people who publish without a
    pause one waited for 10 s and was told that the database is locked.
    """

    seconds: float

    def execute(self, query: str, params: Any = None) -> Any:
        """Run a statement.

        Raises:
            sqlite3.OperationalError: others have been writing for as long as the setting "timeout" says.
        """
        ending = time.monotonic() + self.seconds
        while True:
            try:
                return super().execute(query, params)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode not in TAKEN or time.monotonic() > ending:
                    raise
            time.sleep(SECONDS_BETWEEN_TRIES)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with patient cursors; a connection that is kept ends when its file has been replaced."""

    _opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Return a connection that does not wait by itself, once it is there."""
        # Before it is opened: if it is replaced meanwhile, it is opened once more than needed.
        self._opened = self._file()
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    def create_cursor(self, name: str | None = None) -> PatientCursor:
        """Return a cursor for one statement after the other."""
        cursor = self.connection.cursor(factory=PatientCursor)
        cursor.seconds = self.settings_dict["OPTIONS"]["timeout"]
        return cursor

    def is_usable(self) -> bool:
        """Tell whether the file is the one that was opened: a restore puts another in its place."""
        return self._opened == self._file()

    def _file(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
