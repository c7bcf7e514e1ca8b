"""Logs tell what went wrong, and nothing about who was there."""

import json
import logging
import logging.config
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from wagtail.models import Site

from astra_site.delivery.json_logging import JSONFormatter
from astra_site.delivery.repeated_logs import CountingHandler
from astra_site.settings.base import LOGGING

SECRETS = (
    "203.0.113.7",
    "SecretBrowser",
    "secret-referrer",
    "secret-query",
    "secret-cookie",
    "tajna@example.org",
)


def line(message: str, *arguments: object, error: BaseException | None = None, **extra: object) -> dict:
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, message, arguments, trace)
    record.__dict__.update(extra)
    written = JSONFormatter().format(record)
    assert "\n" not in written
    assert not [secret for secret in SECRETS if secret in written]
    return json.loads(written)


def test_a_line_says_when_what_and_how_bad() -> None:
    found = line("Internal Server Error: %s", "/mreze/", status_code=500)
    assert found["message"] == "Internal Server Error: /mreze/"
    assert (found["level"], found["logger"], found["status"]) == ("ERROR", "django.request", 500)
    assert found["time"].endswith("+00:00")


def test_nothing_of_a_request_is_written() -> None:
    request = RequestFactory().get(
        "/mreze/?q=secret-query",
        headers={"user-agent": "SecretBrowser", "referer": "https://x.example/secret-referrer"},
        REMOTE_ADDR="203.0.113.7",
        HTTP_COOKIE="__Host-session=secret-cookie",
    )
    line("Internal Server Error: %s", request.path, request=request, status_code=500)


@pytest.mark.parametrize(
    "message",
    [
        "Invalid request from ip=203.0.113.7: Invalid HTTP Header: 'Cookie secret-cookie'",
        "Error handling request /pretraga/?q=secret-query",
        "Forbidden (Referer checking failed - https://x.example/secret-referrer does not match): /admin/",
        "Forbidden (Origin checking failed - https://x.example/secret-referrer does not match): /admin/",
        "GET https://mreze.example.org/?a=1&q=secret-query failed",
    ],
)
def test_what_gunicorn_and_django_put_into_their_messages_is_taken_out(message: str) -> None:
    line(message)


def raised(error: Exception) -> Exception:
    try:
        raise error
    except Exception:  # noqa: BLE001 - the test wants it with its traceback
        return sys.exception()  # type: ignore[return-value]


def test_an_error_is_told_by_kind_and_place_without_its_values() -> None:
    found = line("Internal Server Error", error=raised(ValueError("tajna@example.org")))
    assert found["error"] == "ValueError"
    assert "test_logs.py" in found["at"][-1]
    assert "reason" not in found


def test_a_technical_error_gives_its_reason() -> None:
    found = line("No database", error=raised(OperationalError("connection\n refused")))
    assert found["reason"] == "connection refused"


@pytest.mark.parametrize(
    ("name", "message", "arguments"),
    [
        ("astra_site.tasks", "No answer from %s for %s", ("203.0.113.7", "tajna@example.org")),
        ("django.security.csrf", "Forbidden (%s): %s", ("2001:db8:0:0::203.0.113.7", "/x/?q=secret-query")),
        ("somebody.elses.library", "Cannot parse %s", ("secret-cookie of SecretBrowser",)),
        ("py.warnings", "%s", ("/app/a.py:7: RuntimeWarning: naive datetime of tajna@example.org\n  x = 1",)),
    ],
)
def test_a_warning_says_nothing_of_a_person_either(name: str, message: str, arguments: tuple) -> None:
    record = logging.LogRecord(name, logging.WARNING, __file__, 1, message, arguments, None)
    written = JSONFormatter().format(record)
    assert not [secret for secret in SECRETS if secret in written]
    assert json.loads(written)["message"]


def test_a_warning_of_python_is_told_by_kind_and_place() -> None:
    text = "/app/models.py:7: RuntimeWarning: DateTimeField received a naive datetime\n  self.save()\n"
    record = logging.LogRecord("py.warnings", logging.WARNING, __file__, 1, "%s", (text,), None)
    assert json.loads(JSONFormatter().format(record))["message"] == "RuntimeWarning at /app/models.py:7"


class Storm:
    """A logger of its own, whose clock stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = 0.0
        self.written = StringIO()
        self.handler = CountingHandler(self.written)
        self.handler.clock = lambda: self.now
        self.handler.setFormatter(JSONFormatter())
        self.logger = logging.Logger("astra_site.storm")
        self.logger.addHandler(self.handler)

    @property
    def lines(self) -> list[dict]:
        return [json.loads(each) for each in self.written.getvalue().splitlines()]


def test_a_storm_of_equal_errors_becomes_one_line_and_a_count() -> None:
    storm = Storm()
    for number in range(1000):
        storm.logger.error(
            "The database does not answer: %s", number, exc_info=raised(ValueError(str(number)))
        )
    storm.logger.error("Something else")
    assert [each["message"] for each in storm.lines] == ["The database does not answer: 0", "Something else"]
    storm.now = 61
    storm.logger.info("Any line after a minute")
    storm.logger.warning("Any error after a minute")
    assert storm.lines[2:3] == [{**storm.lines[2], "message": "Any line after a minute"}]
    (count,) = [each for each in storm.lines if "repeated" in each]
    assert (count["repeated"], count["error"]) == (999, "ValueError")


def test_what_was_counted_is_written_when_the_process_ends_and_news_are_never_counted() -> None:
    storm = Storm()
    for _time in range(3):
        storm.logger.error("Again")
        storm.logger.info("A backup was made")
    storm.handler.close()
    assert [each.get("repeated") for each in storm.lines if each["message"] == "Again"] == [None, 2]
    assert len([each for each in storm.lines if each["message"] == "A backup was made"]) == 3


def test_pythons_own_warnings_and_what_nobody_catches_are_lines_of_json() -> None:
    code = "import warnings, django; django.setup(); warnings.warn('tajna@example.org'); 1 / 0"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "astra_site.settings.local"}
    ended = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    lines = [json.loads(each) for each in ended.stderr.splitlines()]
    assert [each["message"].partition(" at ")[0] for each in lines] == ["UserWarning", "Ended by an error"]
    assert lines[1]["error"] == "ZeroDivisionError"
    assert "tajna" not in ended.stderr


LOGGERS = ["", *LOGGING["loggers"]]


@pytest.fixture
def written() -> Iterator[StringIO]:
    """Log as in production, and put everything back afterwards."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    before = [
        (logger, logger.handlers[:], logger.level, logger.propagate, logger.disabled) for logger in loggers
    ]
    lines = StringIO()
    logging.config.dictConfig(LOGGING)
    for logger in loggers:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(lines)
    yield lines
    for logger, handlers, level, propagate, disabled in before:
        logger.handlers, logger.level = handlers, level
        logger.propagate, logger.disabled = propagate, disabled
        logger.manager._clear_cache()  # type: ignore[attr-defined]


def fail(*args: object) -> None:
    raise ValueError("/mreze/?q=secret-query of tajna@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/mreze/", "testserver", 200),
        ("/nema-ovoga/", "testserver", 404),
        ("/en/nema-ovoga/", "testserver", 404),
        ("/mreze/", "evil.example", 400),
        ("/mreze/", "testserver", 403),
        ("/mreze/", "testserver", 500),
    ],
)
def test_no_answer_writes_who_was_there(
    path: str, host: str, status: int, written: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    if status == 500:
        monkeypatch.setattr(Site, "find_for_request", fail)
    visitor = Client(raise_request_exception=False, enforce_csrf_checks=True)
    ask = visitor.post if status == 403 else visitor.get
    answer = ask(
        f"{path}?q=secret-query",
        headers={
            "host": host,
            "user-agent": "SecretBrowser",
            "referer": "https://x.example/secret-referrer",
            "origin": "https://x.example/secret-referrer",
            "x-forwarded-for": "203.0.113.7",
        },
        REMOTE_ADDR="203.0.113.7",
        HTTP_COOKIE="__Host-session=secret-cookie",
    )
    assert answer.status_code == status
    lines = written.getvalue()
    assert not [secret for secret in SECRETS if secret in lines]
    # What went wrong is told, and a visit that went well leaves nothing at all.
    assert ('"status": 500' in lines) == (status == 500)
    assert (lines == "") == (status in {200, 400, 404})
