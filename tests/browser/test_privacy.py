"""What a browser sees when it visits every page: no other host, no cookie, nothing stored."""

import io
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.admin import log_in
from tests.browser.public_pages import LANGUAGES, page_types
from tests.browser.running_site import RunningSite

EXIT = "a.exit-control"
# Counts what a page leaves in the browser. Each part may itself be forbidden, which is as good.
STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: window.caches ? (await caches.keys()).length : 0,
  workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0, "workers": 0}
# A violation of the policy is an event of the page; it is kept for the test to read.
WATCH_POLICY = """
  addEventListener("securitypolicyviolation", (event) => {
    console.log("VIOLATION " + event.effectiveDirective + " " + event.blockedURI + " "
      + event.sourceFile + ":" + event.lineNumber + " " + event.sample + " on " + location.pathname);
  });
"""


@dataclass
class Findings:
    """What the pages of one browser window did."""

    site: str
    foreign_requests: set[str] = field(default_factory=set)
    cookies: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("request", lambda request: self._request(request.url))
        page.on("response", lambda response: self._response(response.url, response.headers))
        page.on("console", lambda message: self._console(message.text))
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        return page

    def _request(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and not url.startswith(self.site):
            self.foreign_requests.add(url)

    def _response(self, url: str, headers: dict[str, str]) -> None:
        if "set-cookie" in headers:
            self.cookies.add(url)

    def _console(self, text: str) -> None:
        self.messages.append(text)
        if text.startswith("VIOLATION") or "Content Security Policy" in text:
            self.violations.append(text)


@pytest.fixture
def findings(context: BrowserContext, site: RunningSite) -> Findings:
    context.add_init_script(WATCH_POLICY)
    return Findings(site.url)


# Nothing that Firefox might do otherwise is in one language only.
@pytest.mark.parametrize(
    ("browser", "language"),
    [
        *(("quick_chromium", language) for language in LANGUAGES),
        pytest.param("firefox", "sr-Latn", marks=pytest.mark.firefox),
    ],
    indirect=["browser"],
)
def test_visit_of_every_page_type_leaves_nothing_and_asks_nobody(
    browser: Browser, context: BrowserContext, findings: Findings, site: RunningSite, language: str
) -> None:
    page = findings.watch(context.new_page())
    for path in [*page_types(site, language), "/robots.txt"]:
        page.goto(path)
        assert page.evaluate(STORED) == NOTHING, path
        # Firefox cannot be driven to show a page as printed.
        if browser.browser_type.name == "chromium":
            page.emulate_media(media="print")
            page.emulate_media(media="screen")
    assert context.cookies() == []
    assert (findings.foreign_requests, findings.cookies, findings.violations, findings.errors) == (
        set(),
        set(),
        [],
        [],
    )
    # The browser itself tells that a page was not found, and of the fault.
    assert [text for text in findings.messages if "Failed to load resource" not in text] == []


def test_exit_without_script_leaves_nothing(
    context: BrowserContext, findings: Findings, site: RunningSite
) -> None:
    answer = context.request.get("/izlaz/", max_redirects=0)
    assert answer.status == 303
    assert "set-cookie" not in answer.headers
    assert context.cookies() == []


def test_clicks_through_the_site_ask_nobody(
    context: BrowserContext, findings: Findings, site: RunningSite
) -> None:
    page = findings.watch(context.new_page())
    page.goto("/")
    for path in ("/mreze/", "/organizacije/"):
        page.locator(f'header a[href="{path}"]').first.click()
        page.wait_for_url(f"**{path}")
    for summary in page.locator("summary:visible").all():
        summary.click()
    page.locator('a[hreflang="en"]').first.click()
    page.wait_for_url("**/en/**")
    assert page.evaluate(STORED) == NOTHING
    assert (findings.foreign_requests, findings.cookies, findings.violations) == (set(), set(), [])


# The admin


@pytest.fixture
def staff(context: BrowserContext, findings: Findings) -> Page:
    """Log in as a person would: the browser itself sends the form, with its own Origin."""
    return log_in(findings.watch(context.new_page()))


@pytest.fixture(scope="session")
def ids(site: RunningSite) -> dict[str, str]:
    """Return the number of one page or snippet of each kind."""
    code = (
        "from networks.models import NetworkIndexPage, NetworkPage, HomePage, Organisation\n"
        "from astra_site.safety.models import Hotline\n"
        "for model in (NetworkIndexPage, NetworkPage, HomePage, Organisation, Hotline):\n"
        "    print('>', model.__name__, model.objects.order_by('pk').first().pk)"
    )
    lines = [line.split() for line in site.run(code).splitlines()]
    return {words[1]: words[2] for words in lines if words[:1] == [">"]}


def test_admin_opens_without_a_refused_script(staff: Page, ids: dict[str, str], findings: Findings) -> None:
    for path in [
        "",
        "pages/",
        f"pages/{ids['HomePage']}/",
        f"pages/{ids['HomePage']}/edit/",
        f"pages/{ids['NetworkPage']}/edit/",
        f"pages/{ids['NetworkPage']}/history/",
        f"pages/{ids['NetworkPage']}/delete/",
        f"pages/{ids['NetworkPage']}/move/",
        f"pages/add/networks/networkpage/{ids['NetworkIndexPage']}/",
        f"snippets/networks/organisation/edit/{ids['Organisation']}/",
        "snippets/networks/organisation/",
        "snippets/networks/organisation/add/",
        "snippets/safety/hotline/",
        f"snippets/safety/hotline/edit/{ids['Hotline']}/",
        "settings/safety/safetysettings/",
        "settings/networks/sitesettings/",
        "images/",
        "images/add/",
        "images/multiple/add/",
        "documents/",
        "documents/multiple/add/",
        "workflows/list/",
        "workflows/add/",
        "workflows/tasks/index/",
        "redirects/",
        "redirects/add/",
        "users/",
        "groups/",
        "groups/new/",
        "sites/",
        "collections/",
        "reports/locked/",
        "reports/workflow/",
        "reports/site-history/",
        "reports/aging-pages/",
        "account/",
        "password_reset/",
    ]:
        answer = staff.goto(f"/admin/{path}")
        assert answer is not None and answer.status == 200, path
        staff.wait_for_load_state("load")
        assert staff.locator("template[data-widget]").count() == 0, path
    assert (findings.foreign_requests, findings.violations, findings.errors) == (set(), [], [])


def test_admin_widgets_work_without_inline_scripts(
    staff: Page, ids: dict[str, str], findings: Findings
) -> None:
    staff.goto(f"/admin/pages/{ids['NetworkPage']}/edit/")
    # A row that is added by the chooser, and its fields, which are fetched when it is opened.
    tabs = staff.locator(".w-tabs__tab")
    tabs.nth(1).click()
    rows = staff.locator(".rows__open")
    number = rows.count()
    # Not one that is a member already: the form refuses it twice, and without a valid form is no preview.
    known = re.compile("|".join(re.escape(name.strip()) for name in rows.all_text_contents()))
    staff.click("[data-rows-add]")
    others = staff.locator(".modal-body tbody tr").filter(has_not_text=known)
    others.last.locator("[data-multiple-choice-select]").check()
    staff.locator(".modal-body [data-multiple-choice-submit]").click()
    expect(rows).to_have_count(number + 1)
    rows.first.click()
    expect(staff.locator(".rows__fields [name$=-since]").first).to_be_visible()
    # The date picker.
    tabs.nth(2).click()
    staff.click("#id_verified_on-calendar button")
    staff.locator(".xdsoft_datetimepicker:visible td.xdsoft_date").nth(10).click()
    expect(staff.locator("#id_verified_on")).to_have_value(re.compile(r"^\d{1,2}\. ?\d{1,2}\. ?\d{4}\.$"))
    # A picture uploaded in the chooser's window.
    staff.locator(".image-chooser [data-chooser-action-choose]").first.click()
    staff.click(".modal-body [role=tab][href='#tab-upload']")
    picture = {"name": "znak.png", "mimeType": "image/png", "buffer": png()}
    staff.set_input_files(".modal-body #tab-upload input[type=file]", [picture])
    staff.fill("[name=image-chooser-upload-title]", "Znak mreže")
    staff.click(".modal-body #tab-upload [type=submit]")
    expect(staff.locator(".image-chooser img").first).to_be_visible()
    # The preview beside the form: the page as visitors get it, in a frame.
    staff.click("[data-side-panel-toggle=preview]")
    expect(staff.frame_locator("#w-preview-iframe").locator(EXIT)).to_be_visible(timeout=20000)
    assert (findings.foreign_requests, findings.violations, findings.errors) == (set(), [], [])


def test_task_chooser_of_a_workflow_opens(staff: Page, findings: Findings) -> None:
    staff.goto("/admin/workflows/add/")
    staff.click("#id_workflow_tasks-ADD")
    staff.locator(".task-chooser [data-chooser-action-choose]:visible").first.click()
    expect(staff.locator(".modal-body [role=tab]").first).to_be_visible()
    assert (findings.violations, findings.errors) == ([], [])


def png() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (80, 60), "teal").save(content, "PNG")
    return content.getvalue()
