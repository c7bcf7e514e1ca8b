"""Somebody in trouble who uses the search on a phone, without a script: a number to tap in three actions."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.running_site import RunningSite

PHONE = {"width": 360, "height": 740}
QUESTIONS = [
    ("/", "Pretraga", "нестало ми је дете", "116000"),
    ("/", "Pretraga", "muz me tuce", "192"),
    ("/en/", "Search", "my child is missing", "116000"),
    ("/en/", "Search", "they took my passport", "+381117850000"),
]
# Where the first number of the page's own part stands, and whether it can be tapped there.
FIRST_NUMBER = """() => {
  const call = document.querySelector('main a[href^="tel:"]');
  const box = call.getBoundingClientRect();
  const results = document.querySelector(".search-results, .search-status").getBoundingClientRect();
  return {
    dials: call.getAttribute("href").slice(4),
    isBig: box.width >= 44 && box.height >= 44,
    isInSight: box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth,
    isAbove: box.bottom <= results.top,
    scrollsSideways: document.documentElement.scrollWidth > innerWidth,
  };
}"""


def search_for(page: Page, question: str) -> None:
    page.locator("main [type=search]").fill(question)
    with page.expect_navigation():
        page.locator("main [type=search]").press("Enter")


@pytest.mark.parametrize(("home", "link", "question", "number"), QUESTIONS)
def test_somebody_in_trouble_who_searches_gets_a_number_to_tap(
    browser: Browser, site: RunningSite, home: str, link: str, question: str, number: str
) -> None:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    page.get_by_role("navigation").get_by_role("link", name=link, exact=True).click()
    search_for(page, question)
    found = page.evaluate(FIRST_NUMBER)
    context.close()

    assert found == {
        "dials": number,
        "isBig": True,
        "isInSight": True,
        "isAbove": True,
        "scrollsSideways": False,
    }


@pytest.mark.parametrize("home", ["/pretraga/", "/en/search/"])
def test_who_finds_nothing_has_a_number_and_three_ways_on(
    browser: Browser, site: RunningSite, home: str
) -> None:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(home)
    search_for(page, "qwxqwxqwx")
    found = page.evaluate(FIRST_NUMBER)
    ways = page.locator(".search-ways-on a").count()
    context.close()

    assert found["isInSight"]
    assert found["isBig"]
    assert ways >= 3
