"""The exit journey in a real browser, with and without JavaScript."""

import gzip
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.running_site import ROOT, RunningSite

EXIT = "a.exit-control"
STATUS = ".exit-status"
PAGES = ["/", "/en/", "/mreze/", "/en/networks/", "/nema-ovoga/", "/en/nema-ovoga/", "/fault/", "/en/fault/"]
DESTINATION_TITLE = "Vremenska prognoza"
# Reports at the last stop of an event whether the page was hidden by it: then nothing that takes time
# lies between, neither a frame nor an answer. How many milliseconds it takes, `make bench` measures.
WATCH_HIDING = """(kind) => {
  addEventListener(kind, () => {
    console.log(getComputedStyle(document.documentElement).display === "none" ? "HIDDEN" : "SEEN");
  });
}"""
# Runs before any script of the page and reports each frame in which a visitor could see something,
# with the time, since the browser repeats the messages of a page that it kept.
WATCH_FRAMES = """
  const frame = () => {
    const style = getComputedStyle(document.documentElement);
    if (document.body && style.display !== "none" && style.opacity !== "0"
        && document.body.innerText.trim()) console.log("SHOWN " + Date.now() + " " + location.href);
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  addEventListener("pageshow", (event) => {
    console.log("PAGESHOW " + Date.now() + " " + (event.persisted ? "kept" : "loaded"));
  });
"""


class Destination(BaseHTTPRequestHandler):
    """The neutral page. While `answers` is cleared it lets the visitor wait."""

    asked: list[dict[str, str]] = []
    answers = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/":
            self.asked.append(dict(self.headers))
        self.answers.wait(5)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(f"<title>{DESTINATION_TITLE}</title><h1>Sunčano</h1>".encode())

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """A browser that has left again before the answer is no error."""

    def handle_error(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """Start the whole browser: leaving a site is as much its work as the page's."""
    started = launch()
    yield started
    started.close()


@pytest.fixture(scope="module")
def destination_server() -> Iterator[str]:
    """Serve another site: 127.0.0.2 is another one than 127.0.0.1, as Wikipedia is."""
    server = QuietServer(("127.0.0.2", 0), Destination)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_port}/"
    server.shutdown()


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


def messages_of(page: Page) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    return messages


def press_shift(page: Page, times: int) -> None:
    for _press in range(times):
        page.keyboard.press("Shift")


def step(page: Page, direction: str) -> None:
    """Go back or forward as the browser's button does."""
    page.evaluate(f"() => {{ setTimeout(() => history.{direction}(), 0) }}")


def assert_sent_away(page: Page, direction: str, destination: str) -> None:
    """Go back or forward: the page there leaves for the destination once more, and that stays."""
    with page.expect_navigation(url=destination):
        step(page, direction)
    page.wait_for_timeout(1000)
    assert page.url == destination


def is_hidden_by(page: Page, kind: str, act: Callable[[], None]) -> bool:
    """Tell whether the event that `act` causes hides the page, while the destination lets wait."""
    page.evaluate(WATCH_HIDING, kind)
    Destination.answers.clear()
    with page.expect_console_message(lambda message: message.text in ("HIDDEN", "SEEN")) as told:
        act()
    Destination.answers.set()
    return told.value.text == "HIDDEN"


def test_click_hides_any_page_before_anything_else_and_leaves(page: Page, destination: str) -> None:
    for path in PAGES:
        page.goto(path)
        assert is_hidden_by(page, "click", lambda: page.click(EXIT, no_wait_after=True)), path
        page.wait_for_url(destination)
        assert page.title() == DESTINATION_TITLE


def test_page_is_blank_and_nameless_while_the_destination_lets_wait(page: Page, destination: str) -> None:
    page.goto("/")
    Destination.answers.clear()
    seen = page.evaluate(
        """() => {
          document.querySelector("a.exit-control").click();
          return { title: document.title, height: document.body.offsetHeight, stored: sessionStorage.length };
        }"""
    )
    Destination.answers.set()
    assert seen == {"title": "", "height": 0, "stored": 1}
    page.wait_for_url(destination)


def test_destination_learns_nothing_of_the_site(page: Page, destination: str) -> None:
    page.goto("/")
    page.click(EXIT)
    page.wait_for_url(destination)
    assert Destination.asked
    for headers in Destination.asked:
        assert not {"Referer", "Cookie", "Origin"} & set(headers)


@pytest.mark.parametrize("is_kept", [False, True], ids=["loaded anew", "kept by the browser"])
def test_back_never_shows_the_site_again(
    launch: Callable[..., Browser], site: RunningSite, destination: str, is_kept: bool
) -> None:
    # Playwright turns the browser's memory of whole pages (bfcache) off, visitors have it.
    options = {"ignore_default_args": ["--disable-back-forward-cache"]} if is_kept else {}
    browser = launch(**options)
    context = browser.new_context(base_url=site.url)
    context.add_init_script(WATCH_FRAMES)
    page = context.new_page()
    messages = messages_of(page)
    for path in ("/", "/mreze/", "/en/networks/"):
        page.goto(path)
    page.click(EXIT)
    page.wait_for_url(destination)
    left_at = time.time() * 1000
    for _step in range(2):
        assert_sent_away(page, "back", destination)
    after = [text.split() for text in messages if int((text.split() + ["", "0"])[1]) > left_at]
    assert not [words for words in after if words[0] == "SHOWN" and words[2].startswith(site.url)]
    assert is_kept == any(words[-1] == "kept" for words in after)
    browser.close()


def test_forward_does_not_show_the_site_either(page: Page, destination: str) -> None:
    for path in ("/", "/mreze/"):
        page.goto(path)
    page.go_back()
    page.click(EXIT)
    page.wait_for_url(destination)
    assert_sent_away(page, "forward", destination)


def test_who_comes_back_on_purpose_sees_the_site(page: Page, site: RunningSite, destination: str) -> None:
    page.goto("/")
    page.click(EXIT)
    page.wait_for_url(destination)
    page.goto("/mreze/")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    expect(page.locator("h1")).to_be_visible()


def test_ordinary_back_shows_the_page_where_it_was(
    launch: Callable[..., Browser], site: RunningSite, destination: str
) -> None:
    browser = launch(ignore_default_args=["--disable-back-forward-cache"])
    page = browser.new_context(base_url=site.url).new_page()
    page.goto("/mreze/at-mreza/")
    page.evaluate("() => window.scrollTo(0, 400)")
    page.goto("/mreze/")
    step(page, "back")
    expect(page).to_have_url(f"{site.url}/mreze/at-mreza/")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("html")).to_have_css("opacity", "1")
    page.wait_for_function("() => window.scrollY === 400")
    browser.close()


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


def test_shift_is_forgotten_after_five_seconds(page: Page, destination: str) -> None:
    page.clock.install()
    page.goto("/")
    press_shift(page, 2)
    page.clock.run_for(5100)
    status = page.locator(STATUS)
    expect(status).to_have_text(str(status.get_attribute("data-expired")))
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


def test_exit_of_any_page_is_a_plain_link_without_javascript(
    browser: Browser, site: RunningSite, destination: str
) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert "noreferrer" in str(page.get_attribute(EXIT, "rel")), path
        page.click(EXIT)
        page.wait_for_url(destination)
    assert len(Destination.asked) == len(PAGES)
    for headers in Destination.asked:
        assert not {"Referer", "Cookie"} & set(headers)
    context.close()


# 1280 px at 400 % is a window of 320 × 180 CSS pixels with four device pixels each.
@pytest.mark.parametrize(
    ("width", "height", "scale"), [(320, 568, 1), (1280, 720, 1), (320, 180, 4)], ids=["320", "1280", "400%"]
)
def test_exit_is_seen_without_scrolling_on_any_page(
    browser: Browser, site: RunningSite, width: int, height: int, scale: int
) -> None:
    context = browser.new_context(
        base_url=site.url, viewport={"width": width, "height": height}, device_scale_factor=scale
    )
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert_seen(page, width, height)
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert_seen(page, width, height)
    context.close()


def assert_seen(page: Page, width: int, height: int) -> None:
    box: Any = page.locator(EXIT).bounding_box()
    assert box["width"] >= 44 and box["height"] >= 44, page.url
    assert box["x"] >= 0 and box["y"] >= 0, page.url
    assert box["x"] + box["width"] <= width and box["y"] + box["height"] <= height, page.url
    # What lies at the corners and in the middle is the control itself.
    assert page.evaluate(
        """(box) => [[0.1, 0.2], [0.5, 0.5], [0.9, 0.8]].every(([x, y]) => {
          const hit = document.elementFromPoint(box.x + box.width * x, box.y + box.height * y);
          return hit && hit.closest("a.exit-control");
        })""",
        box,
    ), page.url


def test_exit_comes_right_after_the_skip_link_on_any_page(page: Page, site: RunningSite) -> None:
    for path in PAGES:
        page.goto(path)
        for expected in ("skip-link", "exit-control"):
            page.keyboard.press("Tab")
            assert expected in str(page.evaluate("document.activeElement.className")), path


@pytest.mark.parametrize("width", [320, 1280])
def test_exit_covers_no_focused_element(page: Page, site: RunningSite, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 568})
    for path in ("/", "/en/networks/", "/mreze/at-mreza/"):
        page.goto(path)
        assert not covered_on_the_way_back(page), path


def covered_on_the_way_back(page: Page) -> list[str]:
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    covered = []
    # Backwards through the page, so that the browser scrolls each element to the top edge.
    for _step in range(150):
        page.keyboard.press("Shift+Tab")
        found = page.evaluate(
            """() => {
              const focused = document.activeElement;
              if (focused === document.body || focused.closest(".exit-bar")) return null;
              const mine = focused.getBoundingClientRect();
              const bar = document.querySelector("a.exit-control").getBoundingClientRect();
              const isCovered = mine.top < bar.bottom && mine.bottom > bar.top
                && mine.left < bar.right && mine.right > bar.left;
              return isCovered ? focused.outerHTML.slice(0, 120) : "";
            }"""
        )
        if found is None:
            break
        if found and "skip-link" not in found:
            covered.append(found)
    return covered


def test_exit_is_absent_in_print(page: Page, site: RunningSite) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    expect(page.locator(EXIT)).to_be_hidden()


def test_contrast_of_the_exit_is_at_least_seven(page: Page, site: RunningSite) -> None:
    schemes: list[Any] = ["light", "dark"]
    for path in ("/", "/fault/"):
        page.goto(path)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            assert contrast_of_the_exit(page) >= 7, (path, scheme)


def contrast_of_the_exit(page: Page) -> float:
    text, ground = page.evaluate(
        """() => {
          const style = getComputedStyle(document.querySelector("a.exit-control"));
          // A canvas gives any notation of a colour as red, green and blue.
          const pixel = (colour) => {
            const context = document.createElement("canvas").getContext("2d");
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            return [...context.getImageData(0, 0, 1, 1).data];
          };
          return [pixel(style.color), pixel(style.backgroundColor)];
        }"""
    )
    assert text[3] == ground[3] == 255
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: list[int]) -> float:
    """Return the relative luminance of WCAG."""
    parts = [part / 255 for part in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_script_is_small_and_the_only_one(page: Page, site: RunningSite) -> None:
    page.goto("/")
    # JSON-LD is data: browsers do not run it.
    scripts = page.locator("script:not([type='application/ld+json'])")
    assert scripts.count() == 1
    assert re.search(r"/static/js/exit[.\w]*\.js$", str(scripts.get_attribute("src")))
    assert len(gzip.compress((ROOT / "static/js/exit.js").read_bytes())) < 1500
