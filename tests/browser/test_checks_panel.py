"""What the panel of the checks counts beside a preview: a page's own faults and nothing else."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.admin import let_in, speak
from tests.browser.running_site import RunningSite

PAGE_AT = """
from astra_site.pages.models import BasePage
print(BasePage.objects.get(slug={slug!r}).pk)
"""
PLANT = """
from networks.models import StandardPage
page = StandardPage.objects.get(slug="privatnost")
page.body_sr_latn.append(("heading", ""))
page.body_sr_latn.append(("paragraph", "<p><b>Ko šta vidi</b></p><p>Samo ono što piše na stranici.</p>"))
page.save_revision()
"""
RULES_THAT_RUN = """() => window.axe._audit.rules
    .filter((rule) => rule.enabled && !rule.tags.includes("experimental"))
    .map((rule) => rule.id)"""
# A little lighter than its ground: in the very same colour, axe would take the text for hidden on purpose.
FADE = """() => {
    document.querySelector(".hotline__facts li").style.color = "#1d4b57";
    window.wagtail.userbar.runAxe();
}"""


def look(page: Page, site: RunningSite, slug: str, *panels: str) -> Locator:
    """Open the panels of a page's edit form one after the other and return the number of faults."""
    page.goto(f"/admin/pages/{site.run(PAGE_AT.format(slug=slug)).strip()}/edit/")
    for panel in panels:
        page.click(f"[data-side-panel-toggle={panel}]")
        # Words are counted last.
        expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d"))
    return page.locator("[data-side-panel=checks] [data-content-checker-count]")


@pytest.mark.parametrize(
    ("language", "issues", "panels"),
    [("sr-latn", "Nađeni problemi", ["preview", "checks"]), ("en", "Issues found", ["checks"])],
)
def test_a_page_without_faults_shows_none_and_no_marks_beside_its_parts(
    page: Page, site: RunningSite, language: str, issues: str, panels: list[str]
) -> None:
    speak(site, language)
    let_in(page, site)
    count = look(page, site, "home", *panels)
    expect(page.get_by_role("heading", name=issues)).to_be_visible()
    expect(count).to_have_text("0")
    marks = page.frame_locator("#w-preview-iframe").locator("wagtail-inline-userbar")
    expect(marks).to_have_count(0)


def test_an_empty_heading_and_a_bold_line_in_place_of_one_are_the_faults_that_are_shown(
    page: Page, site: RunningSite
) -> None:
    speak(site, "sr-latn")
    site.run(PLANT)
    let_in(page, site)
    expect(look(page, site, "privatnost", "preview", "checks")).to_have_text("2")
    panel = page.locator("[data-checks-panel]")
    expect(panel).to_contain_text("Naslov je prazan")
    expect(panel).to_contain_text("Pasus stoji umesto naslova")


def test_a_colour_that_is_hard_to_read_is_found_though_the_preview_is_not_shown(
    page: Page, site: RunningSite
) -> None:
    let_in(page, site)
    count = look(page, site, "privatnost", "checks")
    page.frame_locator("#w-preview-iframe").locator("body").evaluate(FADE)
    # One: the marker that Wagtail puts into the list is no fault of the list.
    expect(count).to_have_text("1")


def test_every_rule_of_axe_speaks_the_language_of_the_interface(page: Page, site: RunningSite) -> None:
    let_in(page, site)
    look(page, site, "privatnost", "checks")
    configuration = json.loads(page.locator("#checker-axe-configuration").first.text_content() or "")
    rules = page.frame_locator("#w-preview-iframe").locator("body").evaluate(RULES_THAT_RUN)
    assert len(rules) > 50
    assert sorted(set(rules) - set(configuration["messages"])) == []
