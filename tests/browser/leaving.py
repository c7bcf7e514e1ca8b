"""What visitors do to leave a page, and how a test sees where they are, in any browser.

After Back to a page that Firefox had kept whole, Playwright waits for a load that never comes; so all
here is done by the mouse, the keyboard and the page's own scripts, which need no such waiting.
"""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Error, Page

EXIT = "a.exit-control"
PAGES = ["/", "/en/", "/mreze/", "/en/networks/", "/nema-ovoga/", "/en/nema-ovoga/", "/fault/", "/en/fault/"]
# What a second engine might do otherwise, it does in one language as well.
IN_SERBIAN = PAGES[::2]
# Seconds. How long something may take that comes at once on a machine with nothing else to do.
PATIENCE = 20
# Milliseconds in which a page that wants to show itself again does so.
WHILE = 700
MIDDLE_OF_EXIT = """() => {
  const box = document.querySelector("a.exit-control").getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""
# Runs before any script of a page, and notes whether the browser had kept it whole.
WATCH_RETURN = "addEventListener('pageshow', (event) => { window.wasKept = event.persisted; });"


def pages_for(page: Page) -> list[str]:
    """Return the pages that are left in this browser."""
    return IN_SERBIAN if page.context.browser.browser_type.name == "firefox" else PAGES


def press_shift(page: Page, times: int = 3) -> None:
    for _press in range(times):
        page.keyboard.press("Shift")


def click_exit(page: Page) -> None:
    page.mouse.click(*page.evaluate(MIDDLE_OF_EXIT))


# What a test says when the browser drops a page that it usually keeps.
NOT_KEPT = "The browser has not kept the page"


def tell(page: Page, what: str) -> Any:
    """Return what a script says about the page; nothing between two pages."""
    try:
        return page.evaluate(what)
    except Error:
        return None


def where(page: Page) -> str | None:
    """Return the address that the visitor sees."""
    return tell(page, "location.href")


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "waited for nothing"
        time.sleep(0.05)


def wait_to_be_at(page: Page, address: str) -> None:
    wait_until(lambda: where(page) == address and tell(page, "document.readyState") == "complete")


def step(page: Page, number: int) -> None:
    """Go back (below 0) or forward as the browser's buttons do."""
    page.evaluate(f"() => {{ setTimeout(() => history.go({number}), 0) }}")
