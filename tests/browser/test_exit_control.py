"""The exit control as visitors meet it: seen at once, reached by the keyboard, in nobody's way."""

import gzip
import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.leaving import EXIT, PAGES
from tests.browser.running_site import ROOT, RunningSite


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
    assert len(gzip.compress((ROOT / "static/js/exit.js").read_bytes())) < 1700
