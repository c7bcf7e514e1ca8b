"""A site and a browser for programs that people call: pictures and measurements, no tests."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.conftest import CHROMIUM_OPTIONS, PATIENCE, chromium
from tests.browser.running_site import RunningSite, running_site


@contextmanager
def site_and_browser() -> Iterator[tuple[RunningSite, Browser]]:
    """Start a site with the starter content, and the whole Chromium.

    Without Chromium the program ends with one line that says so.
    """
    program = chromium()
    if program is None:
        sys.exit("No Chromium: install it, or name its program in the variable CHROMIUM")
    expect.set_options(timeout=PATIENCE)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=program, args=CHROMIUM_OPTIONS) as browser,
    ):
        yield site, browser
