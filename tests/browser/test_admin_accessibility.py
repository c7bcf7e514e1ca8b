"""What axe finds on the screens where staff work: nothing, and every field has a name."""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.admin import let_in, speak
from tests.browser.running_site import RunningSite
from tests.browser.test_accessibility import look

RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # A bar of the page covers half of what is at its end; axe takes that for a small target.
    "rules": {"target-size": {"enabled": False}},
    "resultTypes": ["violations"],
}
FORM = "body:has([role=textbox][aria-labelledby]):has(.w-minimap__list[tabindex])"
# And a part of each that is there when its scripts have begun.
SCREENS = {
    "/admin/pages/{page}/edit/": FORM,
    "/admin/snippets/networks/organisation/edit/{organisation}/": FORM,
    "/admin/images/multiple/add/": "#fileupload[aria-labelledby]",
    "/admin/": "main",
    "/admin/network_list/": "main table",
    "/admin/spreadsheets/": "main form",
    "/admin/translations/": "main table",
    "/admin/reports/content-checks/": "main",
    "/admin/settings/networks/sitesettings/": "[data-edit-form]",
}
KEYS = """
import json
from networks.models import NetworkPage, Organisation
astra = Organisation.objects.get(slug_sr_latn="astra")
print(json.dumps({"page": NetworkPage.objects.get(slug="ban").pk, "organisation": astra.pk}))
"""


def test_axe_finds_nothing_on_screens_of_the_admin(browser: Browser, site: RunningSite) -> None:
    speak(site, "sr-latn")
    window = browser.new_context(base_url=site.url, bypass_csp=True, reduced_motion="reduce")
    window.add_init_script(Axe().axe_script)
    page = let_in(window.new_page(), site)
    keys = json.loads(site.run(KEYS))
    problems = [
        problem for path, part in SCREENS.items() for problem in found_on(page, path.format(**keys), part)
    ]
    window.close()
    assert not problems, "\n".join(problems)


def found_on(page: Page, path: str, part: str) -> list[str]:
    """Return what axe finds on a screen, on each of its tabs."""
    page.goto(path)
    page.locator(part).first.wait_for(state="attached")
    tabs = page.locator(".w-tabs__tab:visible")
    problems = look(page, path, RULES)
    for place in range(1, tabs.count()):
        tabs.nth(place).click()
        problems += look(page, f"{path} {place}", RULES)
    return problems
