"""How many presses the commonest tasks take, counted by the browser; typing is none."""

from playwright.sync_api import Browser, Page, expect

from tests.browser import admin
from tests.browser.running_site import RunningSite
from tests.browser.test_editing import PEOPLE, done, edit

NEW = "Udruženje Đurđevak"
# Presses by a person, on all pages of the window. What a script presses is not trusted.
COUNT = """addEventListener("click", (event) => {
  if (event.isTrusted) sessionStorage.presses = Number(sessionStorage.presses || 0) + 1;
}, true);"""
SUBMITTED = """
from networks.models import NetworkPage
draft = NetworkPage.objects.get(slug="ban").get_latest_revision_as_object()
names = [str(row.organisation) for row in draft.memberships.all()]
print(draft.workflow_in_progress, draft.lead_sr_latn, names)
"""


def presses(page: Page) -> int:
    """Return how often something was pressed since the last question."""
    return int(
        page.evaluate(
            "() => { const all = sessionStorage.presses || 0; sessionStorage.presses = 0; return all; }"
        )
    )


def test_a_fact_takes_three_and_an_unknown_member_six_on_one_page(
    browser: Browser, site: RunningSite
) -> None:
    site.run(PEOPLE.format(language="sr-latn"))
    window = browser.new_context(base_url=site.url, viewport={"width": 1366, "height": 850})
    window.add_init_script(COUNT)
    page = admin.let_in(window.new_page(), site, "ana")

    page.goto("/admin/")
    page.get_by_role("link", name="Mreže", exact=True).first.click()
    page.locator("main .title a", has_text="BAN").first.click()
    page.fill("[name=lead_sr_latn]", "Ispravljen podatak.")
    page.locator(admin.SUBMIT).click()
    done(page)
    assert presses(page) <= 3
    assert site.run(SUBMITTED).startswith("True Ispravljen podatak.")

    site.put_back()
    site.run(PEOPLE.format(language="sr-latn"))
    edit(admin.let_in(page, site, "ana"), site, "ban")
    presses(page)
    address = page.url
    page.get_by_role("tab", name="Članice").click()
    page.locator("[data-rows-add]").click()
    page.locator(".modal-body .w-tabs__tab", has_text="Nova organizacija").click()
    page.locator(".modal-body [name$=name_sr_latn]").fill(NEW)
    page.locator(".modal-body [data-chooser-modal-creation-form] [type=submit]").click()
    expect(page.locator("[data-rows-status]")).to_contain_text(NEW)
    assert page.url.partition("#")[0] == address
    page.locator(admin.SUBMIT).click()
    done(page)
    assert presses(page) <= 6
    assert NEW in site.run(SUBMITTED)
    window.close()
