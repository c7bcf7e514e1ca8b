"""One visit in Cyrillic, from the home page to the exit."""

import re

from playwright.sync_api import Page, expect


def test_a_visitor_reads_everything_in_cyrillic_and_leaves(page: Page, destination: str) -> None:
    page.goto("/")
    page.get_by_role("link", name="српски").click()
    expect(page.locator("html")).to_have_attribute("lang", "sr-Cyrl")
    page.get_by_role("navigation", name="Главни мени").get_by_role("link", name="Организације").click()
    page.get_by_role("navigation", name="Слова").get_by_role("link", name="Ш", exact=True).click()
    expect(page).to_have_url(re.compile(r"/sr-cyrl/organizacije/(\?page=\d+)?#letter-31$"))
    page.locator("#letter-31").locator("xpath=following::a[1]").click()
    expect(page.locator("h1")).to_have_text(re.compile(r"^Ш[а-шљњџћђј]+"))
    page.goto("/sr-cyrl/pretraga/")
    page.locator("#search-question").fill("жене")
    page.locator("#search-question").press("Enter")
    expect(page.locator(".search-result mark").first).to_have_text(re.compile("^[Жж]ен"))
    expect(page.locator("#search-question")).to_have_value("жене")
    # Not by what was fetched: Chromium guesses fonts from pages of the site that were seen before.
    faces = page.evaluate("[...document.fonts].map((face) => [face.family, face.status])")
    assert dict(faces) == {"Nit": "unloaded", "NitCyrillic": "loaded"}
    exit_control = page.locator("a.exit-control")
    expect(exit_control).to_have_text(re.compile("^[А-Ш][а-шљњџћђј ]+$"))
    exit_control.click()
    page.wait_for_url(destination)
