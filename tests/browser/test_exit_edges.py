"""What protects the exit at its edges: between two presses, in a frame, while a page goes and comes back."""

import datetime

import pytest
from playwright.sync_api import Page

from tests.browser.leaving import EXIT, press_shift, wait_to_be_at
from tests.browser.running_site import RunningSite
from tests.browser.test_exit import STATUS

OPACITY = "getComputedStyle(document.documentElement).opacity"
# Runs before the scripts of a page: tells that loading was stopped, and stops it.
WATCH_STOP = """
  const stop = window.stop.bind(window);
  window.stop = () => { console.log("STOPPED " + document.readyState); stop(); };
"""
OLD_BROWSER = """
  performance.getEntriesByType = () => [];
  Object.defineProperty(performance, "navigation", { value: { type: KIND } });
"""
# A page like the admin's preview: the exit's own script and link in a frame of this site.
IN_A_FRAME = """async () => {
  const script = document.querySelector("script[src*='/exit']").src;
  const frame = document.createElement("iframe");
  const link = `<a class="exit-control" href="#" data-destination="/mreze/">x</a>`;
  frame.srcdoc = `${link}<script src="${script}"></script>`;
  document.body.append(frame);
  await new Promise((loaded) => frame.addEventListener("load", loaded));
  const inside = frame.contentDocument;
  let isPrevented = null;
  inside.addEventListener("click", (event) => {
    isPrevented = event.defaultPrevented;
    event.preventDefault();
  });
  inside.querySelector("a").click();
  return [inside.scripts[0].src === script, isPrevented];
}"""


def test_a_press_of_the_mouse_while_shift_is_down_is_no_wish_to_leave(page: Page, destination: str) -> None:
    page.goto("/")
    for _press in range(3):
        page.keyboard.down("Shift")
        page.locator("h1").click()
        page.keyboard.up("Shift")
    assert page.locator(STATUS).text_content() == ""
    press_shift(page, 3)
    page.wait_for_url(destination)


def test_a_shift_that_was_pressed_somewhere_else_is_none(page: Page, destination: str) -> None:
    released = "() => document.dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift' }))"
    page.goto("/")
    status = page.locator(STATUS)
    page.evaluate(released)
    assert status.text_content() == ""
    press_shift(page, 1)
    page.evaluate(released)
    assert status.text_content() == status.get_attribute("data-two-more")


def test_a_letter_between_them_begins_the_five_seconds_anew(page: Page, destination: str) -> None:
    page.clock.install()
    page.goto("/")
    page.clock.pause_at(datetime.datetime.now() + datetime.timedelta(hours=1))
    status = page.locator(STATUS)
    press_shift(page, 1)
    page.keyboard.press("a")
    page.clock.run_for(3000)
    press_shift(page, 1)
    page.clock.run_for(2100)
    assert status.text_content() == status.get_attribute("data-two-more")


def test_in_a_frame_the_exit_does_nothing(page: Page, site: RunningSite) -> None:
    page.goto("/")
    assert page.evaluate(IN_A_FRAME) == [True, False]
    assert page.url == f"{site.url}/"


def test_without_a_destination_of_its_own_the_link_leads_to_the_page_that_knows_one(
    page: Page, destination: str
) -> None:
    page.goto("/")
    page.eval_on_selector(EXIT, "link => link.removeAttribute('data-destination')")
    with page.expect_request("**/izlaz/"):
        page.click(EXIT)
    page.wait_for_url(destination)


def test_the_exit_leads_straight_to_the_destination_and_not_over_this_site(
    page: Page, site: RunningSite, destination: str
) -> None:
    page.goto("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.click(EXIT)
    page.wait_for_url(destination)
    assert destination in asked
    assert not [url for url in asked if url.startswith(site.url)]


@pytest.mark.parametrize(("kind", "is_left"), [(0, False), (2, True)])
def test_an_old_browser_tells_by_a_number_whether_a_page_was_opened_on_purpose(
    page: Page, site: RunningSite, destination: str, kind: int, is_left: bool
) -> None:
    page.goto("/")
    page.evaluate("(destination) => sessionStorage.setItem('page', destination)", destination)
    page.add_init_script(OLD_BROWSER.replace("KIND", str(kind)))
    page.goto("/mreze/", wait_until="commit")
    wait_to_be_at(page, destination if is_left else f"{site.url}/mreze/")
    if not is_left:
        assert page.evaluate("sessionStorage.length") == 0


def test_a_page_that_goes_is_invisible_until_it_is_shown_again(page: Page, site: RunningSite) -> None:
    page.goto("/")
    assert page.evaluate(OPACITY) == "1"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert page.evaluate(OPACITY) == "0"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.evaluate(OPACITY) == "1"


def test_of_a_page_that_was_left_nothing_more_is_loaded_when_it_comes_back(
    page: Page, destination: str
) -> None:
    page.goto("/")
    page.add_init_script(WATCH_STOP)
    page.evaluate("(destination) => sessionStorage.setItem('page', destination)", destination)
    with page.expect_console_message(lambda message: message.text == "STOPPED loading"):
        # Not by a link or the address bar, as with Back.
        page.evaluate("() => { setTimeout(() => location.reload(), 0) }")
    wait_to_be_at(page, destination)
