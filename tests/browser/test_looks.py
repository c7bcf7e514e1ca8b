"""The face of the site, and how it looks for who zooms, prints or asks for more contrast."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.public_pages import LONGEST_NETWORK
from tests.browser.running_site import RunningSite

FONT = "**/headings*.woff2"
# A page of each layout, those for faults among them.
LAYOUTS = ["/", LONGEST_NETWORK["sr-Latn"], "/en/help/", "/nema-ovoga/", "/fault/"]
# How wide the first heading is in the site's face and in the one that is there without it.
WIDTHS = """() => {
  const heading = document.querySelector("h1");
  const ruler = document.createElement("canvas").getContext("2d");
  const wide = (family) => {
    ruler.font = `600 100px ${family}`;
    return ruler.measureText(heading.textContent).width;
  };
  return {
    shown: getComputedStyle(heading).fontFamily.split(",")[0],
    loaded: [...document.fonts].filter((face) => face.status !== "unloaded").map((face) => face.status),
    isOther: wide("Nit, Georgia, serif") !== wide("Georgia, serif"),
  };
}"""
SHIFTS = """() => new Promise((answer) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => answer(sum)));
})"""
# In points, as on paper: 96 CSS pixels an inch, 72 points an inch.
SIZES = """() => {
  const points = (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize) * 0.75;
  return ["dt", "dd", ".prose p", ".lead", ".prose h2", "h1"].map(points);
}"""


def opened(browser: Browser, site: RunningSite, width: int = 1280, height: int = 800, **options: Any) -> Page:
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": height}, **options)
    return context.new_page()


@pytest.mark.parametrize("path", LAYOUTS)
def test_headings_stand_in_the_face_of_the_site(browser: Browser, site: RunningSite, path: str) -> None:
    page = opened(browser, site)
    # Where it comes too late for the first page, so that nothing moves, the next one has it.
    for _visit in range(2):
        page.goto(path, wait_until="networkidle")
        page.evaluate("document.fonts.ready")
    found = page.evaluate(WIDTHS)
    page.context.close()
    assert found == {"shown": "Nit", "loaded": ["loaded"], "isOther": True}


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_when_the_face_comes_late(browser: Browser, site: RunningSite, width: int) -> None:
    page = opened(browser, site, width)
    held: list[Route] = []
    page.route(FONT, lambda route: held.append(route))
    page.goto("/", wait_until="commit")
    page.wait_for_selector(".site-footer")
    # Everything has been painted in the face that is there; only now comes the site's own.
    page.evaluate("new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))")
    for route in held:
        route.continue_()
    page.wait_for_load_state()
    page.evaluate("document.fonts.ready")
    shift = page.evaluate(SHIFTS)
    page.context.close()
    assert held
    assert shift == 0


def test_page_is_whole_where_fonts_are_blocked(browser: Browser, site: RunningSite) -> None:
    page = opened(browser, site)
    page.route(FONT, lambda route: route.abort())
    page.goto("/mreze/")
    box = page.locator("h1").bounding_box()
    signs = page.locator(".sign").count()
    page.context.close()
    assert box and box["height"] > 30
    assert signs == 10


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_leaves_no_soft_text_and_no_pale_edge(
    browser: Browser, site: RunningSite, scheme: Any
) -> None:
    read = """() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return [style("body").color, style(".finds-date").color, style(".glimpse").borderTopColor,
        style(".finds > li + li").color, style(".sign").borderTopColor];
    }"""
    colours = {}
    for contrast in ("no-preference", "more"):
        page = opened(browser, site, color_scheme=scheme, contrast=contrast)
        page.goto("/")
        colours[contrast] = page.evaluate(read)
        page.context.close()
    assert len(set(colours["no-preference"])) == 4
    assert len(set(colours["more"])) == 1


def test_at_400_percent_the_bar_is_no_higher_than_the_exit(browser: Browser, site: RunningSite) -> None:
    page = opened(browser, site, 320, 256)
    page.goto("/mreze/")
    bar = page.locator(".exit-bar").bounding_box()
    control = page.locator(".exit-control").bounding_box()
    content = page.locator("main").bounding_box()
    page.context.close()
    assert bar and control and content
    assert bar["height"] == control["height"] == 44
    assert content["y"] < 256


def test_sizes_on_paper_keep_their_order(browser: Browser, site: RunningSite) -> None:
    page = opened(browser, site, 700)
    page.goto(LONGEST_NETWORK["sr-Latn"])
    page.emulate_media(media="print")
    label, fact, text, lead, heading, title = page.evaluate(SIZES)
    page.context.close()
    assert 9 <= label < fact == text < lead < heading < title <= 26
    assert 10.5 <= text <= 11.5


@pytest.mark.parametrize(
    ("path", "words"),
    [("/mreze/ban/", "Adresa ove stranice:"), ("/en/networks/ban/", "Address of this page:")],
)
def test_paper_says_where_it_comes_from_and_when(
    browser: Browser, site: RunningSite, path: str, words: str
) -> None:
    page = opened(browser, site)
    page.goto(path)
    line = page.locator(".printed")
    assert not line.is_visible()
    page.emulate_media(media="print")
    assert line.is_visible()
    printed = line.inner_text()
    canonical = page.get_attribute("link[rel=canonical]", "href")
    year = page.evaluate("new Date().getFullYear()")
    target = page.locator('.prose a[href^="http"]').first.evaluate(
        "(link) => getComputedStyle(link, '::after').content"
    )
    page.context.close()
    assert printed.startswith(f"{words} {canonical}")
    assert str(year) in printed
    assert "http" in target
