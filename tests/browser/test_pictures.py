"""Pictures where they are drawn otherwise than usual: not at all, on paper, in forced colours."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import admin
from tests.browser.running_site import RunningSite

# What a browser without SVG makes of it: elements that draw nothing and link nowhere.
WITHOUT_SVG = """() => {
  for (const drawn of document.querySelectorAll("svg")) {
    const copy = (node) => {
      if (node.nodeType !== Node.ELEMENT_NODE) return node.cloneNode();
      const plain = document.createElement(`not-${node.localName}`);
      for (const { name, value } of node.attributes) plain.setAttribute(name, value);
      plain.append(...Array.from(node.childNodes, copy));
      return plain;
    };
    drawn.replaceWith(copy(drawn));
  }
}"""
# Each picture with what belongs to it alone.
PICTURES = {
    "/": [".ties", ".timeline-glimpse", ".timeline-glimpse__years"],
    "/vremenska-linija/": [".timeline", ".timeline-legend"],
    "/mreze/at-mreza/": [".timeline", ".map__pictures", ".map__legend", ".map__source"],
    "/en/networks/ban/": [".timeline", ".map__pictures", ".map__legend", ".map__source"],
    "/mapa/": [".map__pictures", ".map__legend", ".map__source"],
}


@pytest.mark.parametrize("path", PICTURES)
def test_nothing_of_a_picture_is_left_where_none_is_drawn(path: str, page: Page) -> None:
    page.goto(path)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    parts = PICTURES[path]
    for part in parts:
        expect(page.locator(part).first).to_be_visible()
    page.evaluate(WITHOUT_SVG)
    for part in parts:
        expect(page.locator(part).first).to_be_hidden()
    words = page.locator(".overview li, .data-table td, .map__list li").first
    expect(words).to_be_visible()


# The width of a sheet of A4 between its margins.
SHEET = 700
# The words of an element that stand in more than one line.
TORN = """(one) => {
  const torn = [], texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), range = new Range();
  while (texts.nextNode()) {
    for (const word of texts.currentNode.data.matchAll(/\\S+/g)) {
      range.setStart(texts.currentNode, word.index);
      range.setEnd(texts.currentNode, word.index + word[0].length);
      if (new Set(Array.from(range.getClientRects(), ({ top }) => top)).size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""


@pytest.fixture
def sheet(page: Page) -> Page:
    """Open a window in which pages look as on paper."""
    page.set_viewport_size({"width": SHEET, "height": 1000})
    page.emulate_media(media="print")
    return page


def style(page: Page, selector: str, name: str) -> str:
    return page.locator(selector).first.evaluate("(one, name) => getComputedStyle(one)[name]", name)


@pytest.mark.parametrize("path", ["/preklapanja/", "/en/overlaps/"])
def test_pairs_are_on_the_sheet_instead_of_a_table_of_noughts(path: str, sheet: Page) -> None:
    sheet.goto(path)
    assert style(sheet, ".overlaps > .scroll", "display") == "none"
    pairs = sheet.locator(".overlaps__pairs > li")
    assert pairs.count() > 3
    assert pairs.first.is_visible()
    assert sheet.locator(".overlaps__pairs").evaluate(TORN) == []


def test_a_table_is_whole_on_the_sheet(sheet: Page) -> None:
    for path in ("/vremenska-linija/", "/mreze/ban/"):
        sheet.goto(path)
        table = sheet.locator(".table-block").first
        assert style(sheet, ".table-block", "overflowX") == "visible"
        assert table.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_what_belongs_together_is_on_one_sheet(sheet: Page) -> None:
    sheet.goto("/")
    # What is in a grid, Firefox takes over to the next sheet in one piece.
    assert style(sheet, ".overview", "display") == "block"
    for part in (".networks-by-kind__kind", ".site-footer"):
        assert style(sheet, part, "breakInside") == "avoid"
    for part in ("main h2", ".prose h2"):
        assert style(sheet, part, "breakAfter") == "avoid"
    sheet.goto("/mreze/ban/")
    for part in ("tr", ".details"):
        assert style(sheet, part, "breakInside") == "avoid"


@pytest.mark.parametrize(
    ("path", "selector"), [("/mreze/at-mreza/", ".organisation-name"), ("/mreze/", ".network-card__name")]
)
def test_names_are_not_hyphenated(path: str, selector: str, page: Page) -> None:
    page.goto(path)
    assert page.locator(selector).first.evaluate("one => getComputedStyle(one).hyphens") == "manual"


def test_our_country_covers_no_neighbour_in_forced_colours(browser: Browser, site: RunningSite) -> None:
    context = browser.new_context(base_url=site.url, forced_colors="active")
    page = context.new_page()
    page.goto("/mapa/")
    knot = page.locator(".map__knot--ours").first
    style = knot.evaluate("one => ({ fill: getComputedStyle(one).fill, edge: getComputedStyle(one).stroke })")
    context.close()
    assert style["fill"] == "none"
    assert style["edge"] != "none"


def test_zones_of_the_account_are_known_to_the_browser(page: Page, site: RunningSite) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(message.text))
    admin.let_in(page, site).goto("/admin/account/")
    zones = page.locator("select[name$=current_time_zone] option")
    # The script adds the browser's own name of each zone, and gives up at the first one unknown to it.
    for zone in (zones.filter(has_text="Europe/Belgrade"), zones.nth(-2), zones.last):
        expect(zone).to_have_text(re.compile(r"^[A-Z]\S+: \S+ \(.+\)$"))
    assert errors == []
