"""Leaving a page in a real browser, with and without JavaScript."""

import datetime
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.engines import WHOLE_IN_BOTH
from tests.browser.leaving import EXIT, click_exit, pages_for, press_shift, wait_to_be_at
from tests.browser.neutral_site import TITLE, Destination
from tests.browser.running_site import RunningSite

pytestmark = WHOLE_IN_BOTH
STATUS = ".exit-status"
# Reports at the last stop of an event whether the page was hidden by it: then nothing that takes time
# lies between, neither a frame nor an answer. How many milliseconds it takes, `make bench` measures.
WATCH_HIDING = """(kind) => {
  addEventListener(kind, () => {
    console.log(getComputedStyle(document.documentElement).display === "none" ? "HIDDEN" : "SEEN");
  });
}"""


def is_hidden_by(page: Page, kind: str, act: Callable[[], None]) -> bool:
    """Tell whether the event that `act` causes hides the page, while the destination lets wait."""
    page.evaluate(WATCH_HIDING, kind)
    Destination.answers.clear()
    with page.expect_console_message(lambda message: message.text in ("HIDDEN", "SEEN")) as told:
        act()
    Destination.answers.set()
    return told.value.text == "HIDDEN"


def test_click_hides_any_page_before_anything_else_and_leaves(page: Page, destination: str) -> None:
    for path in pages_for(page):
        page.goto(path)
        assert is_hidden_by(page, "click", lambda: page.click(EXIT, no_wait_after=True)), path
        page.wait_for_url(destination)
        assert page.title() == TITLE


def test_page_is_blank_and_nameless_while_the_destination_lets_wait(page: Page, destination: str) -> None:
    page.goto("/")
    Destination.answers.clear()
    seen = page.evaluate(
        """() => {
          document.querySelector("a.exit-control").click();
          const status = document.querySelector(".exit-status");
          return {
            title: document.title, height: document.body.offsetHeight, stored: sessionStorage.length,
            said: status.textContent !== "" && status.textContent === status.dataset.leaving,
          };
        }"""
    )
    Destination.answers.set()
    # With an empty title browsers would show the page's address instead.
    assert seen == {"title": "…", "height": 0, "stored": 1, "said": True}
    page.wait_for_url(destination)


def test_destination_learns_nothing_of_the_site(page: Page, destination: str) -> None:
    page.goto("/")
    page.click(EXIT)
    page.wait_for_url(destination)
    assert Destination.asked
    for headers in Destination.asked:
        assert not {"Referer", "Cookie", "Origin"} & set(headers)


@pytest.mark.parametrize(("path", "language"), [("/", "sr-Latn"), ("/en/", "en")])
def test_three_times_shift_leaves_and_says_so(page: Page, destination: str, path: str, language: str) -> None:
    page.goto(path)
    assert page.get_attribute("html", "lang") == language
    status = page.locator(STATUS)
    expect(status).to_have_attribute("role", "status")
    for message in ("two-more", "one-more"):
        press_shift(page, 1)
        expect(status).to_have_text(str(status.get_attribute(f"data-{message}")))
    assert is_hidden_by(page, "keyup", lambda: press_shift(page, 1))
    page.wait_for_url(destination)


def test_shift_is_forgotten_five_seconds_after_the_first_press(page: Page, destination: str) -> None:
    page.clock.install()
    page.goto("/")
    # From here on no time passes but what the test lets pass.
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
    status = page.locator(STATUS)
    press_shift(page, 1)
    page.clock.run_for(2000)
    press_shift(page, 1)
    page.clock.run_for(2900)
    assert status.text_content() == status.get_attribute("data-one-more")
    page.clock.run_for(200)
    assert status.text_content() == status.get_attribute("data-expired")
    press_shift(page, 2)
    page.wait_for_timeout(300)
    assert page.url != destination


def test_shift_in_ordinary_use_does_not_leave(page: Page, destination: str) -> None:
    for keys in (["Shift+Tab"] * 4, ["Shift+A"] * 4, ["Shift", "Shift", "Tab", "Shift"]):
        page.goto("/")
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.url != destination, keys


def test_shift_in_a_field_does_not_leave(page: Page, destination: str) -> None:
    for field in (
        "<input>",
        "<textarea></textarea>",
        "<select><option>1</select>",
        "<p contenteditable>a</p>",
    ):
        page.goto("/")
        page.evaluate(
            """(field) => {
              document.querySelector("main").innerHTML = field;
              document.querySelector("main > *").focus();
            }""",
            field,
        )
        press_shift(page, 4)
        page.wait_for_timeout(300)
        assert page.url != destination, field
        page.evaluate("document.activeElement.blur()")
        press_shift(page, 3)
        page.wait_for_url(destination)


@pytest.fixture
def scriptless(request: pytest.FixtureRequest, browser: Browser, site: RunningSite) -> Iterator[Page]:
    """Open a window without JavaScript: in Firefox that is a whole Firefox without."""
    if browser.browser_type.name == "firefox":
        browser = request.getfixturevalue("launch_firefox")(**{"javascript.enabled": False})
        request.addfinalizer(browser.close)
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_exit_of_any_page_is_a_plain_link_without_javascript(scriptless: Page, destination: str) -> None:
    paths = pages_for(scriptless)
    for path in paths:
        scriptless.goto(path)
        assert "noreferrer" in str(scriptless.get_attribute(EXIT, "rel")), path
        click_exit(scriptless)
        wait_to_be_at(scriptless, destination)
    assert len(Destination.asked) == len(paths)
    for headers in Destination.asked:
        assert not {"Referer", "Cookie"} & set(headers)
