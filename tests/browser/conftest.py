"""A running site with the starter content, and a browser to look at it.

The site is a process of its own under gunicorn with its own SQLite file, as visitors meet it, and
not Django's test server inside the tests' transaction. CHROMIUM names the browser's program.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
# Chromium is told to stay quiet, so that any request to another host is the page's own.
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
STAFF_NAME = "urednica"
STAFF_PASSWORD = "lozinka-samo-za-probu-2026"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def chromium() -> str | None:
    """Return the browser's program, if there is one."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@dataclass
class RunningSite:
    """The site under test."""

    url: str
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a manage.py command on the site's database and return what it prints."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def run(self, code: str) -> str:
        """Run Python `code` in the site's shell."""
        return self.manage("shell", "--no-imports", "-c", code)


@contextmanager
def running_site(folder: Path) -> Iterator[RunningSite]:
    """Start the site with the starter content and one administrator; its files go into `folder`."""
    running = RunningSite(
        f"http://127.0.0.1:{free_port()}",
        {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.browser.site_settings",
            "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
            "BROWSER_TEST_FOLDER": str(folder),
            "DJANGO_SUPERUSER_PASSWORD": STAFF_PASSWORD,
        },
    )
    running.manage("migrate", "--verbosity", "0")
    running.manage("load_starter_content")
    running.manage("createsuperuser", "--no-input", "--username", STAFF_NAME, "--email", "u@example.org")
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", "4"),
                *("--bind", running.url.removeprefix("http://"), "astra_site.wsgi:application"),
            ],
            cwd=ROOT,
            env=running.environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait_for(running.url, server, folder / "server.log")
            yield running
        finally:
            server.terminate()
            server.wait(10)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """Start the site that all tests of a process share."""
    with running_site(tmp_path_factory.mktemp("site")) as running:
        yield running


def _wait_for(url: str, server: subprocess.Popen, log: Path) -> None:
    for _attempt in range(150):
        if server.poll() is not None:
            break
        try:
            urlopen(f"{url}/health/live/", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start: {log.read_text()}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start the library that drives the browser."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Browser]:
    """Return the function that starts Chromium; without Chromium skip, or fail on a build server."""
    program = chromium()
    if program is None or not Path(program).exists():
        reason = "No Chromium: install it, or name its program in the variable CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)

    def start(**options: object) -> Browser:
        return playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS, **options)

    return start


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Start the browser that most tests share; each test opens a context of its own."""
    started = launch()
    yield started
    started.close()


@pytest.fixture
def context(browser: Browser, site: RunningSite) -> Iterator[BrowserContext]:
    """Open a fresh window without history, cookies and storage."""
    opened = browser.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 720}, timezone_id="Europe/Belgrade"
    )
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a tab."""
    return context.new_page()
