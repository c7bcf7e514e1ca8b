"""Logs as lines of JSON that tell what went wrong, and nothing about who was there.

No address of a visitor, browser, referrer, query string or cookie is written: not by leaving them
out of a list, but by writing only the few fields named here. What is logged at all: LOGGING in the settings.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

# Messages of other exceptions may quote what a visitor or an editor has typed.
TECHNICAL_ERRORS = (OperationalError, OSError, ImproperlyConfigured)
# What the messages of Django and gunicorn may carry: (where it stands, what takes its place).
SCRUBBED = (
    # gunicorn: the sender's address and the line that it could not read, which may be a cookie.
    (re.compile(r"Invalid request from ip=.*", re.DOTALL), "Invalid request"),
    (re.compile(r"(Referer|Origin) checking failed - \S+"), r"\1 checking failed - (address)"),
    (re.compile(r"\?[^\s'\"]+"), "?-"),
)
DEEPEST_FRAMES = 20


def scrub(message: str) -> str:
    """Return `message` without what could tell who was there."""
    for pattern, replacement in SCRUBBED:
        message = pattern.sub(replacement, message)
    return message


def frames(trace: TracebackType | None) -> list[str]:
    """Return where an error happened, without any values."""
    summary = traceback.extract_tb(trace)[-DEEPEST_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in summary]


class JSONFormatter(logging.Formatter):
    """One line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's time, level, logger and message; of an exception its kind and place."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        status = getattr(record, "status_code", None)
        if status:
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            kind, error, trace = record.exc_info
            line["error"] = kind.__qualname__
            if isinstance(error, TECHNICAL_ERRORS):
                line["reason"] = scrub(" ".join(str(error).split()))
            line["at"] = frames(trace)
        return json.dumps(line, ensure_ascii=False, default=str)
