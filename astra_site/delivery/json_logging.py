"""Logs as lines of JSON that tell what went wrong, and nothing about who was there.

No address of a visitor, browser, referrer, query string or cookie is written: not by leaving them
out of a list, but by writing only the few fields named here. What is logged at all: LOGGING in the settings.
"""

import json
import logging
import logging.config
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError

# Messages of other exceptions may quote what a visitor or an editor has typed.
TECHNICAL_ERRORS = (OperationalError, OSError, ImproperlyConfigured)
# What the values in the messages of these are, we know. Of others the message is written as it stands in
# their code, without values.
KNOWN_LOGGERS = ("astra_site", "networks", "django", "gunicorn")
# What messages may carry all the same: (where it stands, what takes its place).
SCRUBBED = (
    # gunicorn: the sender's address and the line that it could not read, which may be a cookie.
    (re.compile(r"Invalid request from ip=.*", re.DOTALL), "Invalid request"),
    (re.compile(r"(Referer|Origin) checking failed - \S+"), r"\1 checking failed - (address)"),
    (re.compile(r"\?[^\s'\"]+"), "?-"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "(mail)"),
    (re.compile(r"(?<![\d.])(?!127\.|0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), "(address)"),
    (re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE), "(address)"),
)
WARNINGS = "py.warnings"
# What Python makes of a warning: where, of which kind, and a text that may quote anything.
WARNING = re.compile(r"(?P<place>.+?:\d+): (?P<kind>\w+): ")
DEEPEST_FRAMES = 20


def configure(config: dict[str, Any]) -> None:
    """Set up logging (LOGGING_CONFIG): what Python writes past every logger becomes a line of JSON too."""
    logging.config.dictConfig(config)
    logging.captureWarnings(True)
    if not sys.stderr.isatty():
        sys.excepthook = _log_uncaught
    threading.excepthook = lambda hook: _log_uncaught(hook.exc_type, hook.exc_value, hook.exc_traceback)


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: Any) -> None:
    if error is not None and not issubclass(kind, KeyboardInterrupt | SystemExit):
        logging.getLogger(__name__).critical("Ended by an error", exc_info=(kind, error, trace))


def scrub(message: str) -> str:
    """Return `message` without what could tell who was there."""
    for pattern, replacement in SCRUBBED:
        message = pattern.sub(replacement, message)
    return message


def frames(trace: TracebackType | None) -> list[str]:
    """Return where an error happened, without any values."""
    summary = traceback.extract_tb(trace)[-DEEPEST_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in summary]


def safe_message(record: logging.LogRecord) -> str:
    """Return what a record says, without values that we do not know."""
    if record.name == WARNINGS:
        found = WARNING.match(record.getMessage())
        return f"{found['kind']} at {found['place']}" if found else "Warning"
    is_known = record.name.partition(".")[0] in KNOWN_LOGGERS
    return scrub(record.getMessage() if is_known else str(record.msg))


class JSONFormatter(logging.Formatter):
    """One line for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's time, level, logger and message; of an exception its kind and place."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": safe_message(record),
        }
        for name in ("status_code", "repeated"):
            if value := getattr(record, name, None):
                line[name.removesuffix("_code")] = value
        if record.exc_info and record.exc_info[0]:
            kind, error, trace = record.exc_info
            line["error"] = kind.__qualname__
            if isinstance(error, TECHNICAL_ERRORS):
                line["reason"] = scrub(" ".join(str(error).split()))
            line["at"] = frames(trace)
        return json.dumps(line, ensure_ascii=False, default=str)
