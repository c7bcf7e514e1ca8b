"""A plugin for pytest: tells coverage which test is running, and notes how long each took and how it ended.

`make mutants` runs the tests with it once. CONTEXTS_FILE names what it writes, a line for each part of a
test; the measuring is started by COVERAGE_PROCESS_START.
"""

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from coverage import Coverage

# A process that a test starts has no context: what it runs would look as if every import did.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.pop("COVERAGE_PROCESS_START", None)


def function_of(node_id: str) -> str:
    """Return the test function's own id: with which parameters it ran is of no interest."""
    return node_id.partition("[")[0]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure a test with its fixtures under its name."""
    if measuring := Coverage.current():
        measuring.switch_context(function_of(item.nodeid))
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note each part of a test as it ends, in the process that has started the others."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        line = json.dumps([function_of(report.nodeid), report.duration, report.outcome])
        with Path(os.environ["CONTEXTS_FILE"]).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
