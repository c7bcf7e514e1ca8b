"""What Python writes past every logger is a line of the log too, and where an error was is told in short."""

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest

from astra_site.delivery import json_logging
from astra_site.delivery.json_logging import JSONFormatter, configure
from tests.delivery.test_logs import Storm, raised

NO_CHANGE = {"version": 1, "incremental": True}


@pytest.fixture(autouse=True)
def _as_python_has_it(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    logging.captureWarnings(False)
    yield
    logging.captureWarnings(False)


def begun(monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool = False) -> StringIO:
    """Set logging up, and return what is said past it."""
    said = StringIO()
    said.isatty = lambda: is_terminal  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", said)
    configure(NO_CHANGE)
    return said


def uncaught(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [
        (record.levelname, record.exc_info[0].__name__ if record.exc_info else "")
        for record in caplog.records
        if record.getMessage() == "Ended by an error"
    ]


@pytest.mark.filterwarnings("always")
def test_warnings_and_what_nobody_catches_are_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    said = begun(monkeypatch)
    error = raised(ValueError("odd"))
    sys.excepthook(ValueError, error, error.__traceback__)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    warnings.warn("something old", stacklevel=1)

    assert uncaught(caplog) == [("CRITICAL", "ValueError"), ("CRITICAL", "ZeroDivisionError")]
    assert [record.name for record in caplog.records][-1] == "py.warnings"
    assert said.getvalue() == ""


@pytest.mark.parametrize("end", [KeyboardInterrupt(), SystemExit(1)])
def test_who_ends_a_process_is_no_error(
    end: BaseException, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun(monkeypatch)
    sys.excepthook(type(end), end, None)
    assert uncaught(caplog) == []


def test_on_a_terminal_python_itself_tells_of_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    begun(monkeypatch, is_terminal=True)
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is not threading.__excepthook__


def test_the_settings_of_loggers_are_followed() -> None:
    logger = logging.getLogger("astra_site.of_a_test")
    before = logger.level
    try:
        configure({**NO_CHANGE, "loggers": {logger.name: {"level": "CRITICAL"}}})
        assert logger.level == logging.CRITICAL
    finally:
        logger.setLevel(before)


def deep(number: int) -> None:
    if number:
        deep(number - 1)
    raise ValueError


def test_of_a_deep_error_the_places_nearest_to_it_are_told() -> None:
    with pytest.raises(ValueError, match=r"^$") as error:
        deep(50)
    places = json_logging.frames(error.tb)
    assert len(places) == json_logging.DEEPEST_FRAMES
    assert all(place.endswith(" deep") for place in places)


@pytest.mark.parametrize(
    ("extra", "told"),
    [({}, {}), ({"status_code": 500}, {"status": 500}), ({"repeated": 7, "other": 1}, {"repeated": 7})],
)
def test_a_line_tells_besides_how_an_answer_ended_and_how_often(extra: dict, told: dict) -> None:
    record = logging.LogRecord("django", logging.ERROR, __file__, 1, "Žao mi je", (), (None, None, None))
    vars(record).update(extra)
    written = JSONFormatter().format(record)
    assert "Žao" in written
    found = json_logging.json.loads(written)
    assert found == {
        "time": found["time"], "level": "ERROR", "logger": "django", "message": "Žao mi je", **told,
    }  # fmt: skip
    assert len(found["time"]) == len("2026-11-28T12:00:00.000+00:00")


# A storm of errors


def test_equal_errors_are_counted_for_a_minute_from_the_first_one_on() -> None:
    storm = Storm()
    for now, expected in {0: 1, 60: 1, 60.5: 3}.items():
        storm.now = now
        # The minute is over by then: how many there were, and the first of the next ones.
        storm.logger.error("The database does not answer")
        assert len(storm.lines) == expected
    assert [line.get("repeated") for line in storm.lines] == [None, 1, None]


def test_what_came_once_only_is_not_counted_besides() -> None:
    storm = Storm()
    storm.logger.error("Once")
    storm.now = 100
    storm.logger.error("Another")
    storm.handler.close()
    assert [line["message"] for line in storm.lines] == ["Once", "Another"]


def test_what_another_thread_writes_after_the_end_waits_for_nobody() -> None:
    storm = Storm()
    storm.handler.name = "storm"
    storm.handler.close()
    assert logging.getHandlerByName("storm") is None
    thread = threading.Thread(target=storm.logger.error, args=["Late"], daemon=True)
    thread.start()
    thread.join(5)
    assert [line["message"] for line in storm.lines] == ["Late"]


@pytest.mark.parametrize(
    "change",
    [
        lambda logger: logger.warning("The database does not answer"),
        lambda logger: logger.error("Something else"),
        lambda logger: logger.error("The database does not answer", exc_info=raised(ValueError("odd"))),
    ],
)
def test_an_error_of_another_level_text_or_kind_is_another_one(change: Any) -> None:
    storm = Storm()
    for act in (lambda logger: logger.error("The database does not answer"), change):
        act(storm.logger)
    assert len(storm.lines) == 2


def test_the_same_place_in_two_files_of_code_makes_two_errors() -> None:
    storm = Storm()
    for name in ("astra_site.a", "astra_site.b"):
        record = logging.LogRecord(name, logging.ERROR, f"{name}.py", 1, "Odd", (), None)
        storm.handler.handle(record)
    assert len(storm.lines) == 2


def test_warnings_of_python_that_differ_only_in_what_they_quote_are_equal() -> None:
    storm = Storm()
    for quoted in ("Ana", "Mira"):
        text = f"/app/a.py:7: RuntimeWarning: naive datetime of {quoted}\n"
        storm.handler.handle(logging.LogRecord("py.warnings", logging.WARNING, "", 1, "%s", (text,), None))
    storm.handler.close()
    assert [line.get("repeated") for line in storm.lines] == [None, 1]
