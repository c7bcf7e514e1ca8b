"""Runs all tests: on SQLite with the browser's, then on a PostgreSQL of its own.

What this machine cannot run is named at the end; with CI=true that is a failure.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools import coverage_report, postgresql

PROCESSORS = min(os.cpu_count() or 1, 4)
# What each run tells of each test: how it ended, and how long it took.
RESULTS = coverage_report.ROOT / "var" / "test-results"


def pytest(database: str, *options: str, database_url: str | None = None) -> int:
    """Run pytest; 0 is success."""
    print(f"\n===== On {database}", flush=True)
    # On SQLite there are browser tests, which wait now and then: another process works meanwhile.
    workers = PROCESSORS if database_url else PROCESSORS + 1
    spread = (f"--numprocesses={workers}", "--dist=worksteal")
    results = f"--junit-xml={RESULTS / database}.xml"
    command = [sys.executable, "-m", "pytest", "--fast", results, *spread, *options, *sys.argv[1:]]
    variables = {**environment(database_url), **coverage_report.environment()}
    return subprocess.run(command, env=variables, check=False).returncode


def name_failures() -> None:
    """Name what failed on each database once more: the end of a long log is what one looks at first."""
    for file in sorted(RESULTS.glob("*.xml")):
        for test in ElementTree.parse(file).iter("testcase"):  # noqa: S314 - pytest has just written it
            for failure in (*test.findall("failure"), *test.findall("error")):
                message = (failure.get("message") or "").partition("\n")[0][:200]
                print(f"FAILED on {file.stem}: {test.get('classname')}::{test.get('name')}: {message}")


def environment(database_url: str | None) -> dict[str, str]:
    """Return the variables for tests on a database; None is SQLite."""
    others = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**others, "DATABASE_URL": database_url} if database_url else others


def make_databases(*database_urls: str | None) -> None:
    """Make what the test processes copy, side by side: each alone would leave processors idle.

    Where this fails, the tests try again and tell why.
    """
    settings = {"DJANGO_SETTINGS_MODULE": "astra_site.settings.test"}
    command = [sys.executable, "-m", "tests.database"]
    making = [
        subprocess.Popen(command, env={**environment(url), **settings}, stderr=subprocess.DEVNULL)
        for url in database_urls
    ]
    for process in making:
        process.wait()


def chromium() -> str | None:
    """Return the browser that the browser tests drive, if there is one."""
    return shutil.which(os.environ.get("CHROMIUM", "/usr/bin/chromium"))


def firefox() -> str | None:
    """Return the second browser, if there is one."""
    if named := os.environ.get("FIREFOX"):
        return shutil.which(named)
    return shutil.which("firefox-esr") or shutil.which("firefox")


def run_all() -> tuple[bool, list[str]]:
    """Run what can be run; returns whether all is well, and what this machine cannot run."""
    left_out = []
    options = []
    if not chromium():
        left_out.append("the browser tests (no Chromium; CHROMIUM names it if it is elsewhere)")
        options = ["-m", "not browser"]
    elif not firefox():
        left_out.append("the browser tests in Firefox (no firefox-esr; FIREFOX names it if it is elsewhere)")
        options = ["-m", "not firefox"]
    if not shutil.which("xgettext"):
        left_out.append("whether locale/ holds every text of the code (no gettext)")
    binaries = postgresql.programs()
    if binaries:
        with postgresql.throwaway_cluster(binaries) as url:
            make_databases(None, url)
            codes = [
                pytest("SQLite", *options),
                pytest("PostgreSQL", "-m", "not browser", database_url=url),
            ]
    else:
        left_out.append("everything on PostgreSQL (no initdb)")
        codes = [pytest("SQLite", *options)]
    return not any(codes), left_out


def main() -> int:
    """Run all tests and tell how it went; returns the exit code."""
    # A polite end must still take the database down.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    started = time.monotonic()
    coverage_report.forget()
    shutil.rmtree(RESULTS, ignore_errors=True)
    is_well, left_out = run_all()
    # A part of the tests says nothing about how much all of them run.
    if not sys.argv[1:]:
        is_well = (coverage_report.report() or bool(left_out)) and is_well
    name_failures()
    for what in left_out:
        print(f"NOT RUN: {what}", file=sys.stderr)
    print(f"All tests took {time.monotonic() - started:.0f} s")
    if left_out and os.environ.get("CI") == "true":
        print("With CI=true nothing may be left out", file=sys.stderr)
        return 1
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
