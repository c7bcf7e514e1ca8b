"""A network with hundreds of members, as somebody works on it: found, opened, moved, added, compared."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import admin
from tests.browser.running_site import RunningSite
from tests.browser.test_editing import PUBLISH, done, press

NETWORK = """
from tests.bench import large_data
page = large_data.network_with({members})
page.save_revision().publish()
print(page.pk)
"""
MEMBERS = """
from networks.models import NetworkPage
for row in NetworkPage.objects.get(pk={pk}).memberships.select_related("organisation"):
    print(row.organisation, row.since, row.note_sr_latn or "", row.organisation.live, sep="|")
"""
SMALLEST = """Math.min(...[...document.querySelectorAll(".rows__table button")]
    .filter((button) => button.checkVisibility()).map((button) => button.getBoundingClientRect().height))"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NEW = "Udruženje Đurđevak"


def members_of(site: RunningSite, pk: str) -> list[list[str]]:
    """Return name, date and note of each member that is published, and whether it is public itself."""
    return [line.split("|") for line in site.run(MEMBERS.format(pk=pk)).splitlines()]


def line_of(page: Page, name: str) -> tuple:
    """Return the line of a member in the table and the form below it."""
    line = page.locator("[data-rows-body] > tr", has=page.get_by_role("button", name=name, exact=True))
    return line, line.locator("xpath=following-sibling::tr[1]")


def chosen(page: Page, which: list[int]) -> list[str]:
    """Add those organisations that stand at these places of the window's list; return their names."""
    page.locator("[data-rows-add]").click()
    rows = page.locator(".modal-body tbody tr")
    expect(rows.first).to_be_visible()
    names = [rows.nth(place).locator("label").inner_text().strip() for place in which]
    for place in which:
        rows.nth(place).locator("[data-multiple-choice-select]").check()
    page.locator("[data-multiple-choice-submit]").click()
    expect(page.locator(".modal-body")).to_have_count(0)
    return names


def test_300_members_are_edited_published_and_compared(browser: Browser, site: RunningSite) -> None:
    pk = site.run(NETWORK.format(members=300)).strip()
    before = members_of(site, pk)
    admin.speak(site, "sr-latn")
    page = admin.let_in(browser.new_context(base_url=site.url, bypass_csp=True).new_page(), site)
    page.goto(f"/admin/pages/{pk}/edit/#tab-clanice")
    page.locator(".w-tabs__tab").nth(1).click()
    lines = page.locator("[data-rows-body] > tr:visible")
    expect(lines).to_have_count(300)

    # Found by typing, without marks and in Cyrillic.
    name = before[7][0]
    for words in (re.sub(r"\D+", "", name), "Центар"):
        page.locator("[data-rows-find]").fill(words)
        expect(page.locator("[data-rows-status]")).to_contain_text(re.compile(r"\d"))
        expect(lines).not_to_have_count(300)
    page.locator("[data-rows-find]").fill("")
    expect(lines).to_have_count(300)

    # One row is opened, changed and moved by its number.
    line, fields = line_of(page, name)
    line.get_by_role("button", name=name, exact=True).click()
    fields.locator("[name$=-since]").fill("maj 2014")
    expect(line).to_contain_text("izmenjena")
    place = line.get_by_role("spinbutton")
    place.fill("1")
    place.press("Enter")
    expect(lines.first).to_contain_text(name)

    # Another is removed, and one more is not after all.
    gone, kept = before[20][0], before[21][0]
    for each in (gone, kept, kept):
        line_of(page, each)[0].get_by_role("button", name=re.compile("Ukloni|Vrati")).click()
    expect(line_of(page, gone)[0]).to_have_class(re.compile("rows__removed"))
    expect(line_of(page, kept)[0]).not_to_have_class(re.compile("rows__removed"))

    # Many are added at once, and one that nobody knew is added without leaving the form.
    added = chosen(page, [0, 2, 3])
    page.locator("[data-rows-add]").click()
    page.locator(".modal-body .w-tabs__tab", has_text="Nova organizacija").click()
    page.locator(".modal-body [name$=name_sr_latn]").fill(NEW)
    page.locator(".modal-body [data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator("[data-rows-status]")).to_contain_text(NEW)

    # Axe takes a button that a bar of the page half covers for a small one, so sizes are measured.
    options = {"runOnly": RULES, "rules": {"target-size": {"enabled": False}}}
    found = Axe().run(page, options=options).response["violations"]
    assert not [
        (each["id"], node["html"], node["failureSummary"]) for each in found for node in each["nodes"]
    ]

    assert page.evaluate(SMALLEST) >= 24

    press(page, PUBLISH)
    done(page)
    after = members_of(site, pk)
    assert after[0] == [name, "2014-05", "Napomena.", "True"]
    names = [member[0] for member in after]
    assert {member[0] for member in before} - set(names) == {gone}
    assert set(names[-4:]) == {*added, NEW}
    assert len(after) == 303 and after[-1] == [NEW, "", "", "False"]

    page.goto(f"/admin/pages/{pk}/revisions/compare/earliest...latest/")
    changes = page.locator(".rows-comparison > li")
    # Four new ones, one that is gone, one that is different, and the order.
    expect(changes).to_have_count(7)
    expect(changes.filter(has_text=name)).to_contain_text("od maja 2014.")
    expect(page.locator("main")).not_to_contain_text("False")
