"""Back and Forward after the exit, and without it: what the pages on safe browsing and privacy promise.

Visitors' browsers keep the last pages whole (bfcache) and load those before them anew; both are met here.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.engines import WHOLE_IN_BOTH
from tests.browser.leaving import (
    NOT_KEPT,
    WATCH_RETURN,
    WHILE,
    click_exit,
    press_shift,
    step,
    tell,
    wait_to_be_at,
    wait_until,
    where,
)
from tests.browser.neutral_site import Destination
from tests.browser.running_site import RunningSite

# More than any browser keeps whole. The page on help, which is not to be stored, Firefox never keeps.
MANY = [
    *("/", "/mreze/", "/mreze/at-mreza/", "/mreze/ban/", "/pomoc/", "/organizacije/", "/pretraga/"),
    *("/organizacije/astra/", "/en/", "/en/networks/"),
]
# Runs before any script of a page and reports each frame in which a visitor could see something of it,
# with the time, since the browser repeats the messages of a page that it kept.
WATCH_FRAMES = """
  const frame = () => {
    const style = getComputedStyle(document.documentElement);
    if (document.body && style.display !== "none" && style.opacity !== "0"
        && document.body.innerText.trim()) console.log("SHOWN " + Date.now() + " " + location.href);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
"""
FORBIDDEN = """
  const refuse = () => { throw new DOMException("forbidden", "SecurityError"); };
  Object.defineProperty(window, "sessionStorage", { get: refuse });
  window.BroadcastChannel = refuse;
"""
NOW = "Date.now()"


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a tab in which a test sees whether the browser had kept a page."""
    context.add_init_script(WATCH_RETURN)
    return context.new_page()


def visit(page: Page, paths: list[str]) -> None:
    for path in paths:
        page.goto(path)


def assert_shown(page: Page, address: str) -> None:
    """See that a page stands there, neither hidden nor made transparent, and stays."""
    wait_to_be_at(page, address)
    page.wait_for_timeout(WHILE)
    style = "getComputedStyle(document.documentElement)"
    seen = f"[location.href, {style}.display, {style}.opacity, document.body.innerText.trim() !== '']"
    assert tell(page, seen) == [address, "block", "1", True]


def assert_sent_away(page: Page, number: int, destination: str) -> None:
    """Go back or forward: the page there leaves for the destination once more, and that stays."""
    asked = len(Destination.asked)
    step(page, number)
    wait_until(lambda: len(Destination.asked) > asked)
    assert_away(page, destination)


def assert_away(page: Page, destination: str) -> None:
    wait_to_be_at(page, destination)
    page.wait_for_timeout(WHILE)
    assert where(page) == destination


@WHOLE_IN_BOTH
@pytest.mark.parametrize(("leave", "paths"), [(click_exit, MANY), (press_shift, MANY[-6:])])
def test_back_and_forward_never_show_the_site_after_the_exit(
    page: Page, site: RunningSite, destination: str, leave: Callable[[Page], None], paths: list[str]
) -> None:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.add_init_script(WATCH_FRAMES)
    visit(page, paths)
    # Before the exit, Back and Forward do as always: the page comes from the browser's memory.
    for number, path in ((-1, paths[-2]), (-1, paths[-3]), (1, paths[-2])):
        step(page, number)
        assert_shown(page, site.url + path)
        assert tell(page, "wasKept"), NOT_KEPT
    leave(page)
    wait_to_be_at(page, destination)
    left_at = tell(page, NOW)
    # Forward to the page that was gone back from, then back past the exit: to pages that were kept whole,
    # and to the second page of all, which a long way back is not.
    for number in (1, -2, -1, 5 - len(paths)):
        assert_sent_away(page, number, destination)
    shown = [text.split() for text in messages if text.startswith("SHOWN")]
    assert shown
    assert not [words for words in shown if int(words[1]) > left_at and words[2].startswith(site.url)]


@WHOLE_IN_BOTH
def test_who_comes_back_on_purpose_sees_the_site(page: Page, site: RunningSite, destination: str) -> None:
    visit(page, ["/", "/mreze/"])
    click_exit(page)
    wait_to_be_at(page, destination)
    page.goto("/mreze/ban/")
    assert_shown(page, f"{site.url}/mreze/ban/")
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    assert_shown(page, f"{site.url}/mreze/ban/")
    # And she leaves anew.
    click_exit(page)
    wait_to_be_at(page, destination)
    assert_sent_away(page, -2, destination)


@WHOLE_IN_BOTH
def test_ordinary_back_shows_the_page_where_it_was(page: Page, site: RunningSite, destination: str) -> None:
    page.goto("/mreze/at-mreza/")
    page.evaluate("() => window.scrollTo(0, 400)")
    page.goto("/mreze/")
    step(page, -1)
    assert_shown(page, f"{site.url}/mreze/at-mreza/")
    wait_until(lambda: tell(page, "window.scrollY") == 400)


@WHOLE_IN_BOTH
def test_page_is_left_where_the_browser_forbids_storage_and_channels(
    page: Page, site: RunningSite, destination: str
) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(FORBIDDEN)
    for leave in (click_exit, press_shift):
        page.goto("/mreze/")
        leave(page)
        assert_away(page, destination)
    assert errors == []


@pytest.mark.parametrize("browser", ["whole_chromium"], indirect=True)
def test_back_does_not_show_the_site_in_a_browser_without_channels(
    page: Page, site: RunningSite, destination: str
) -> None:
    page.add_init_script("delete window.BroadcastChannel")
    visit(page, ["/", "/mreze/", "/mreze/ban/"])
    click_exit(page)
    wait_to_be_at(page, destination)
    assert_sent_away(page, -1, destination)
