"""An error that comes again and again is written once a minute, with how often it came."""

import logging
import time
import traceback
from typing import Any

from astra_site.delivery.json_logging import WARNINGS, safe_message, scrub

# So often at most one and the same error is written.
SECONDS_BETWEEN_EQUALS = 60


class CountingHandler(logging.StreamHandler):
    """Writes the first of equal errors at once; of those within the next minute only how many there were.

    Equal are warnings and errors of one place in the code whose message, without its values, is the same.
    """

    clock = staticmethod(time.monotonic)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # When the first one was written, the last one that was not, and how many were not.
        self._seen: dict[tuple, tuple[float, logging.LogRecord, int]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, or count it. Called with the handler's lock held."""
        if record.levelno < logging.WARNING:
            super().emit(record)
            return
        self._write_counts(before=self.clock() - SECONDS_BETWEEN_EQUALS)
        key = _key(record)
        if key in self._seen:
            since, _last, number = self._seen[key]
            self._seen[key] = since, record, number + 1
        else:
            self._seen[key] = self.clock(), record, 0
            super().emit(record)

    def close(self) -> None:
        """Write what was counted so far."""
        self.acquire()
        try:
            self._write_counts(before=float("inf"))
        finally:
            self.release()
        super().close()

    def _write_counts(self, before: float) -> None:
        for key, (since, record, number) in list(self._seen.items()):
            if since < before:
                del self._seen[key]
                if number:
                    record.repeated = number
                    super().emit(record)


def _key(record: logging.LogRecord) -> tuple:
    kind, _error, trace = record.exc_info if record.exc_info and record.exc_info[0] else (None, None, None)
    place = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(trace)[-1:]]
    message = safe_message(record) if record.name == WARNINGS else scrub(str(record.msg))
    return record.name, record.levelno, record.pathname, record.lineno, message, kind, *place
