"""The shape of every page type: widths, text spacing, headings, targets, focus, motion, print."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.public_pages import LONGEST_NETWORK, VERSIONS, page_types
from tests.browser.running_site import RunningSite

NARROW = 320
WIDTHS = [NARROW, 768, 1280]
# WCAG 1.4.12: what readers may set for themselves.
TEXT_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
# What sticks out at the side, and text that is cut off. What can be scrolled by itself may be wider.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  // What a picture draws is looked at as one; the same stands in words beside it.
  const isHidden = (element) => element.closest(".visually-hidden, .skip-link, [hidden], svg *");
  const scrolls = (element) => element && (/auto|scroll/.test(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement));
  const found = [];
  if (document.documentElement.scrollWidth > width) {
    found.push("the page is " + document.documentElement.scrollWidth + " wide");
  }
  for (const element of document.body.querySelectorAll("*")) {
    if (isHidden(element) || scrolls(element)) continue;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const isCut = /hidden|clip/.test(style.overflow) && element.tagName !== "svg"
      && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
    if (box.width && (box.right > width + 1 || box.left < -1 || isCut)) {
      found.push("overflow: " + element.outerHTML.slice(0, 120));
    }
  }
  return found.slice(0, 5);
}"""
HEADINGS = """() => {
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
  const found = [];
  const mains = headings.filter((heading) => heading.tagName === "H1").length;
  if (mains !== 1) found.push(mains + " main headings");
  let above = 0;
  for (const heading of headings) {
    const level = Number(heading.tagName[1]);
    if (level > above + 1) found.push("level skipped before: " + heading.textContent.trim());
    if (!heading.textContent.trim()) found.push("empty heading");
    above = level;
  }
  return found;
}"""
# A link within a sentence is as high as its line; everything else is big enough to hit.
TARGETS = """() => {
  const isInSentence = (element) => getComputedStyle(element).display === "inline"
    && [...element.parentElement.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 2);
  const found = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, summary")) {
    const box = element.getBoundingClientRect();
    if (!box.width || element.closest(".skip-link, .visually-hidden, [aria-hidden=true]")) continue;
    const least = element.matches(".exit-control, .help-line a, .hotline__number a") ? 44 : 24;
    if (isInSentence(element) && least === 24) continue;
    if (box.height < least || box.width < least) {
      found.push("target " + Math.round(box.width) + " x " + Math.round(box.height) + ": "
        + element.outerHTML.slice(0, 120));
    }
  }
  return found.slice(0, 5);
}"""
MOTION = """() => {
  const moves = [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"
      || style.scrollBehavior === "smooth";
  });
  return moves.slice(0, 3).map((element) => "moves: " + element.outerHTML.slice(0, 100));
}"""
PRINT = """() => {
  const isShown = (selector) => [...document.querySelectorAll(selector)]
    .some((element) => element.checkVisibility());
  const found = [".exit-control", ".skip-link", ".navigation", ".language-switch", ".search-form",
    ".directory-form", ".paging"].filter(isShown).map((selector) => "printed: " + selector);
  for (const place of [".help-line", ".site-footer"]) {
    const link = document.querySelector(`${place} a[href="tel:116000"]`);
    if (!link || !link.checkVisibility() || !link.textContent.trim()) found.push("not printed in " + place);
  }
  return found;
}"""


def look(page: Page, where: str, *scripts: str) -> list[str]:
    return [f"{where}: {found}" for script in scripts for found in page.evaluate(script)]


@pytest.mark.parametrize("language", VERSIONS)
def test_every_page_type_holds_its_shape(browser: Browser, site: RunningSite, language: str) -> None:
    context = browser.new_context(base_url=site.url, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    problems = []
    for path in page_types(site, language):
        page.set_viewport_size({"width": NARROW, "height": 568})
        page.goto(path)
        problems += look(page, path, HEADINGS, MOTION)
        page.emulate_media(media="print")
        problems += look(page, f"{path} printed", PRINT)
        page.emulate_media(media="screen")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 720})
            problems += look(page, f"{path} at {width} px", OVERFLOW, TARGETS)
        page.set_viewport_size({"width": NARROW, "height": 568})
        page.add_style_tag(content=TEXT_SPACING)
        problems += look(page, f"{path} with text spacing", OVERFLOW)
    context.close()
    assert not problems, "\n".join(problems)


# What has the focus: whether it is in sight, clear of the bar, and outlined in a colour to be seen.
FOCUSED = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return null;
  const name = focused.outerHTML.slice(0, 120);
  const mine = focused.getBoundingClientRect();
  const bar = document.querySelector(".exit-bar").getBoundingClientRect();
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = (colour) => numbers(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return numbers(colour)[3] === 0 && element.parentElement ? ground(element.parentElement) : colour;
  };
  const problems = [];
  // On wide screens the line of help stands in the bar, above it and beside the exit.
  if (!focused.closest(".exit-bar, .help-line") && mine.top < bar.bottom && mine.bottom > bar.top) {
    problems.push("behind the exit bar: " + name);
  }
  if (mine.bottom < 0 || mine.top > innerHeight) problems.push("out of sight: " + name);
  const style = getComputedStyle(focused);
  const isOutlined = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3;
  if (!isOutlined) problems.push("no outline: " + name);
  const [lighter, darker] = [luminance(style.outlineColor), luminance(ground(focused.parentElement))]
    .sort((one, other) => other - one);
  if ((lighter + 0.05) / (darker + 0.05) < 3) problems.push("pale outline: " + name);
  return problems;
}"""


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [(LONGEST_NETWORK["sr-Latn"], NARROW, "light"), ("/en/organisations/?country=RS", 1280, "dark")],
)
def test_focus_is_seen_on_the_way_through_a_long_page(
    browser: Browser, site: RunningSite, path: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        base_url=site.url, viewport={"width": width, "height": 568}, color_scheme=scheme
    )
    page = context.new_page()
    page.goto(path)
    problems: list[str] = []
    steps = 0
    while steps < 400:
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        problems += found
        steps += 1
    context.close()
    assert 30 < steps < 400
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_edges_and_pictures(browser: Browser, site: RunningSite, scheme: str) -> None:
    context = browser.new_context(
        base_url=site.url,
        viewport={"width": 1280, "height": 720},
        color_scheme=scheme,
        forced_colors="active",
    )
    page = context.new_page()
    page.goto("/")
    # Grounds are gone: what was told by its ground needs an edge, and lines need a colour that is left.
    shown = page.evaluate(
        """() => {
          const style = (selector) => getComputedStyle(document.querySelector(selector));
          return {
            ground: style("body").backgroundColor,
            exit: style(".exit-control").borderTopColor,
            bar: style(".exit-bar").borderBottomColor,
            thread: style(".ties__thread").stroke,
            name: style(".ties__name").fill,
          };
        }"""
    )
    context.close()
    ground = shown.pop("ground")
    assert not [part for part, colour in shown.items() if colour in {ground, "none"}]
