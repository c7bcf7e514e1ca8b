"""What stands on the first screen of the home page, before anybody scrolls, and which picture is drawn."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.public_pages import LANGUAGES
from tests.browser.running_site import RunningSite

# Phone, tablet, laptop.
SCREENS = [(360, 740), (768, 1024), (1280, 720)]
SHOWN_AT_ONCE = {
    "sr-Latn": [
        "ASTRA – Akcija protiv trgovine ljudima",
        "za nestalu decu",
        "mreža danas",
        "koga da pozovete",
    ],
    "en": ["ASTRA – Anti-Trafficking Action", "for missing children", "networks today", "whom to call"],
}
# The words that are wholly inside the window, and not under the bar.
IN_SIGHT = """() => {
  const bar = document.querySelector(".exit-bar").getBoundingClientRect().bottom;
  const isInSight = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility() && box.top >= bar && box.bottom <= innerHeight
      && box.left >= 0 && box.right <= innerWidth;
  };
  return [...document.querySelectorAll("h1, .owner, .finds a, .hero .lead")].filter(isInSight)
    .map((element) => element.textContent.replace(/\\s+/g, " ").trim());
}"""
# How much of its width the widest line of content takes in each band of the window, in hundredths.
EMPTY_HALVES = """() => {
  const width = document.documentElement.clientWidth;
  const main = document.querySelector("main").getBoundingClientRect();
  const middle = width / 2;
  const boxes = [...document.querySelectorAll("main :is(h1, h2, h3, p, li, svg)")]
    .filter((one) => one.checkVisibility()).map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return one.localName === "svg" ? one.getBoundingClientRect() : range.getBoundingClientRect();
    });
  const end = Math.max(...boxes.map((box) => box.bottom));
  const found = [];
  for (let top = main.top; top + innerHeight / 2 < end; top += innerHeight / 4) {
    const band = boxes.filter((box) => box.width && box.bottom > top && box.top < top + innerHeight / 2);
    if (!band.some((box) => box.right > middle + 24)) found.push("right half empty at " + Math.round(top));
    if (!band.some((box) => box.left < middle - 24)) found.push("left half empty at " + Math.round(top));
  }
  return found;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_whose_what_about_and_what_one_finds_stand_on_the_first_screen(
    browser: Browser, site: RunningSite, language: str
) -> None:
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    missing = []
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{LANGUAGES[language]}/")
        seen = " | ".join(page.evaluate(IN_SIGHT))
        missing += [f"{width}: {said}" for said in SHOWN_AT_ONCE[language] if said not in seen]
    context.close()
    assert not missing


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_no_half_of_the_window_is_empty(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    assert page.evaluate(EMPTY_HALVES) == []


@pytest.mark.parametrize(("width", "drawn"), [(320, "fan"), (360, "fan"), (768, "round"), (1280, "round")])
def test_the_ties_are_drawn_once_on_every_screen(page: Page, width: int, drawn: str) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("/")
    assert page.locator(".ties:visible").count() == 1
    picture = page.locator(f".ties--{drawn}")
    # Letters as large as they can be read, and none beyond the edge of the picture.
    smallest = picture.evaluate(
        "one => Math.min(...[...one.querySelectorAll('text')].map((text) =>"
        " parseFloat(getComputedStyle(text).fontSize) * one.getScreenCTM().a))"
    )
    assert smallest >= 11
    outside = picture.evaluate(
        """one => [...one.querySelectorAll("text")].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < 0 || box.right > innerWidth;
        }).map((text) => text.textContent)"""
    )
    assert outside == []
