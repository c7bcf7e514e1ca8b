"""A running site with the starter content, and browsers to look at it.

Most tests look at pages only, and do it in Chromium's headless shell where that is installed: the same
engine without windows and their bars, a fifth less work. What depends on the browser around the page,
such as leaving and coming back, is tested in the whole of it (`whole_chromium`). CHROMIUM names a program
for all. A test asks for other browsers by `engines.IN_BOTH` and `engines.WHOLE_IN_BOTH`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests import snapshots
from tests.browser import firefox as firefoxes
from tests.browser import leaving
from tests.browser.neutral_site import Destination, neutral_site
from tests.browser.running_site import RunningSite, running_site

# Chromium is told to stay quiet, so that any request to another host is the page's own, and to save
# time: it draws without imitating a graphics card, and does not load for each window the page that
# would open below its address bar, a third of a small test's work.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup",
]
# Milliseconds. What a machine with nothing else to do shows at once may take its time on a busy one.
PATIENCE = 20_000


# A browser that waited in vain on a machine with too much to do is asked once more, and told of at the end.
# What is wrong, and not late, fails at once; what is late twice fails too.
# So is a browser that did not keep a page for Back before the exit, which it may for want of memory.
ONCE_MORE_WHEN_LATE = pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError", "Call log", leaving.NOT_KEPT])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if os.environ.get("CI"):
                item.add_marker(ONCE_MORE_WHEN_LATE)


def chromium() -> str | None:
    """Return the browser's program, if there is one."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Iterator[RunningSite]:
    """Start the site that all tests of a process share."""
    folder = tmp_path_factory.mktemp("site")
    snapshots.write(folder / "content.sqlite3")
    with running_site(folder, folder / "content.sqlite3") as running:
        yield running


@pytest.fixture(autouse=True)
def _what_a_test_changes_is_put_back(site: RunningSite) -> Iterator[None]:
    yield
    site.put_back()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start the library that drives the browser."""
    expect.set_options(timeout=PATIENCE)
    # From here on the thread has an event loop; nothing in it runs beside the tests' own queries.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Browser]:
    """Return the function that starts the whole Chromium; without it skip, or fail on a build server."""
    program = chromium()
    if program is None:
        reason = "No Chromium: install it, or name its program in the variable CHROMIUM"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)

    def start(executable_path: str = program, **options: Any) -> Browser:
        return playwright.chromium.launch(executable_path=executable_path, args=CHROMIUM_OPTIONS, **options)

    return start


@pytest.fixture(scope="session")
def quick_chromium(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Start what shows a page as Chromium does, without the browser around it."""
    shell = None if os.environ.get("CHROMIUM") else shutil.which("chromium-headless-shell")
    started = launch(shell) if shell else launch()
    yield started
    started.close()


@pytest.fixture(scope="session")
def whole_chromium(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Start Chromium as visitors have it.

    Playwright turns the browser's memory of whole pages (bfcache) off; visitors have it.
    """
    started = launch(ignore_default_args=["--disable-back-forward-cache"])
    yield started
    started.close()


@pytest.fixture(scope="session")
def launch_firefox(
    playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Browser]:
    """Return the function that starts Firefox; without it skip, or fail on a build server."""
    if firefoxes.program() is None:
        reason = "No Firefox: install it, or name its program in the variable FIREFOX"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)

    def start(**preferences: Any) -> Browser:
        return firefoxes.start(playwright, tmp_path_factory.mktemp("firefox"), **preferences)

    return start


@pytest.fixture(scope="session")
def firefox(launch_firefox: Callable[..., Browser]) -> Iterator[Browser]:
    """Start Firefox."""
    started = launch_firefox()
    yield started
    started.close()


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    """Return the browser that the test asks for; each test opens a context of its own."""
    return request.getfixturevalue(getattr(request, "param", "quick_chromium"))


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


@pytest.fixture(scope="session")
def destination_server() -> Iterator[str]:
    """Serve the site that the exit leads to."""
    with neutral_site() as address:
        yield address


@pytest.fixture
def destination(destination_server: str, site: RunningSite) -> str:
    """Return the address of the exit's destination, which answers at once.

    Saved by code, because the settings form accepts https addresses only.
    """
    site.run(
        "from astra_site.safety.models import SafetySettings as S;"
        f"s = S.objects.get(); s.exit_destination = {destination_server!r}; s.save()"
    )
    # The page of a fault asks no database: it leads where the last page led.
    urlopen(site.url).close()
    Destination.answers.set()
    Destination.asked.clear()
    return destination_server
