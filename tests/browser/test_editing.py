"""What staff do all day, in a browser and in both interface languages."""

import contextlib
import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser import admin
from tests.browser.admin import APPROVE, PUBLISH, SAVE, SUBMIT, press
from tests.browser.running_site import RunningSite

LANGUAGES = ["sr-latn", "en"]
HTML_LANGUAGES = {"sr-latn": "sr-Latn", "en": "en"}

# Makes one person per role, each with the interface language of the test.
PEOPLE = """
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from astra_site.accounts.models import User
for name, role in (("ana", "Urednice"), ("mira", "Moderatorke"), ("vera", "Prevoditeljke")):
    person, _made = User.objects.get_or_create(username=name)
    person.groups.set([Group.objects.get(name=role)])
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = {language!r}
    profile.save()
"""
ADDRESS_OF = """
from networks.models import NetworkPage
print(NetworkPage.objects.get(slug={slug!r}).pk)
"""

LogIn = Callable[[str], Page]


@pytest.fixture(params=LANGUAGES)
def log_in(request: pytest.FixtureRequest, browser: Browser, site: RunningSite) -> Iterator[LogIn]:
    """Return a function that logs a person in, in a window of her own."""
    site.run(PEOPLE.format(language=request.param))
    windows = []

    def enter(name: str) -> Page:
        window = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        windows.append(window)
        return admin.let_in(window.new_page(), site, name)

    yield enter
    for window in windows:
        window.close()


def heading(site: RunningSite, path: str) -> str:
    """Return the heading that a visitor reads at `path`."""
    html = urlopen(site.url + path, timeout=10).read().decode()
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


def edit(page: Page, site: RunningSite, slug: str) -> None:
    """Open the edit form of a network."""
    page.goto(f"/admin/pages/{site.run(ADDRESS_OF.format(slug=slug)).strip()}/edit/")


def done(page: Page) -> None:
    """Wait until the page after the form says that all went well."""
    expect(page.locator(".messages .success").first).to_be_visible()


def test_title_changes_in_one_language_only(log_in: LogIn, site: RunningSite) -> None:
    page, paths = log_in("mira"), {"title": "/mreze/ecosoc/", "title_en": "/en/networks/ecosoc/"}
    for field in paths:
        expected = {one: heading(site, path) for one, path in paths.items()}
        edit(page, site, "ecosoc")
        expected[field] = f"{page.input_value(f'[name={field}]')} – proba"
        page.fill(f"[name={field}]", expected[field])
        press(page, PUBLISH)
        done(page)
        assert {one: heading(site, path) for one, path in paths.items()} == expected


def preview(page: Page, language: str) -> Locator:
    """Open the preview beside the form and return the heading that it shows in a language."""
    frame = page.frame_locator("iframe[id*=preview]")
    if not page.locator("iframe[id*=preview]").is_visible():
        page.locator("button[data-side-panel-toggle=preview]").first.click()
    expect(frame.locator("h1")).to_be_visible()
    shown = frame.locator(f"html[lang={HTML_LANGUAGES[language]}]")
    # Wagtail passes over a language that is chosen while it makes the preview anew; nothing tells when.
    for _attempt in range(4):
        page.locator("select[data-w-preview-target=mode], #id_preview_mode").first.select_option(language)
        with contextlib.suppress(PlaywrightTimeoutError):
            shown.wait_for(timeout=5000)
            break
    return shown.locator("h1")


def open_waiting(page: Page, name: str) -> None:
    """Go by the start page to what waits for this person."""
    page.goto("/admin/")
    page.locator(".what-next a", has_text=name).first.click()
    # Loaded, so that its buttons work.
    page.wait_for_url("**/edit/**")


def approve(page: Page) -> None:
    """Publish what was submitted."""
    press(page, APPROVE)
    done(page)


def test_network_from_draft_to_translation(log_in: LogIn, site: RunningSite) -> None:
    ana, name = log_in("ana"), "Đačka mreža"
    parent = site.run("from networks.models import NetworkIndexPage as N; print(N.objects.get().pk)").strip()
    list_of_networks = re.compile(rf"/admin/pages/{parent}/")
    ana.goto(f"/admin/pages/add/networks/networkpage/{parent}/")
    ana.locator("[name=title]").press_sequentially(name)
    expect(ana.locator("[name=slug]")).to_have_value("djacka-mreza")
    ana.fill("[name=short_name_sr_latn]", name)
    ana.fill("[name=lead_sr_latn]", "Mreža za probu.")
    ana.locator(".w-tabs__tab").nth(1).click()
    ana.click("[data-rows-add]")
    ana.locator("[data-multiple-choice-select]").first.check()
    ana.click("[data-multiple-choice-submit]")
    ana.click("[data-rows-body] .rows__open")
    ana.fill("[name=memberships-0-since]", "5.2013")
    for language in LANGUAGES:
        expect(preview(ana, language)).to_contain_text(name)
    press(ana, SUBMIT)
    expect(ana).to_have_url(list_of_networks)

    mira = log_in("mira")
    open_waiting(mira, name)
    approve(mira)
    path = "/mreze/djacka-mreza/"
    assert heading(site, path) == name
    assert heading(site, "/en/networks/djacka-mreza/") == name

    vera = log_in("vera")
    open_waiting(vera, name)
    expect(vera.locator("[name=title]")).to_have_count(0)
    expect(vera.locator("footer button[name=action-publish]")).to_have_count(0)
    vera.fill("[name=title_en]", "Pupils")
    vera.fill("[name=lead_en]", "A network to try things.")
    expect(preview(vera, "en")).to_contain_text("Pupils")
    press(vera, SUBMIT)
    expect(vera).to_have_url(list_of_networks)

    open_waiting(mira, name)
    here = mira.url.split("#")[0]
    mira.goto(here.replace("/edit/", "/history/"))
    mira.locator("tbody [data-w-dropdown-target=toggle]").first.click()
    mira.locator("a[href*='/compare/']").first.click()
    expect(mira.locator(".addition", has_text="Pupils").first).to_be_visible()
    mira.goto(here)
    approve(mira)
    assert heading(site, "/en/networks/pupils/") == "Pupils"
    assert heading(site, path) == name

    mira.goto(here)
    mira.fill("[name=lead_sr_latn]", "Mreža za probu, sa novom rečju.")
    press(mira, PUBLISH)
    done(mira)
    vera.goto("/admin/translations/?state=outdated&q=djacka")
    outdated = vera.locator("#listing-results tbody a[href*='#translation-']")
    expect(outdated).to_have_count(1)
    expect(outdated).to_have_attribute("href", re.compile(r"-lead$"))


# What is written before is no change to the form. By its own clock: on a busy machine that is late.
UNTIL_IT_LOOKS_FOR_CHANGES = "() => new Promise((resolve) => setTimeout(resolve, 4000))"
AUTOSAVE = "#w-autosave-indicator"


def settled(page: Page) -> None:
    """Wait until the form has tried to save itself and was refused: it then tries no more."""
    expect(page.locator(AUTOSAVE)).to_have_attribute("data-w-autosave-state-value", "paused")


def warned(page: Page) -> None:
    """Wait until the page has learned of the newer version: from then on its buttons ask first."""
    session = page.locator("[data-controller~=w-session]")
    expect(session).to_have_attribute("data-w-session-intercept-value", re.compile("."))


def test_second_of_two_people_sees_both_versions(log_in: LogIn, site: RunningSite) -> None:
    ana, mira = log_in("ana"), log_in("mira")
    edit(ana, site, "ecosoc")
    # On a busy machine a form may take the start of its text editors for a change and save itself once.
    ana.evaluate(UNTIL_IT_LOOKS_FOR_CHANGES)
    expect(ana.locator(AUTOSAVE)).not_to_have_attribute("data-w-autosave-state-value", "saving")
    edit(mira, site, "ecosoc")
    mira.fill("[name=lead_sr_latn]", "Uvod koji je napisala Mira.")
    press(mira, PUBLISH)
    done(mira)
    ana.fill("[name=lead_sr_latn]", "Uvod koji je napisala Ana.")
    settled(ana)
    warned(ana)
    press(ana, SAVE)
    ana.locator("[role=dialog]:visible [data-w-dialog-target=confirm]").click()
    expect(ana.get_by_text("Uvod koji je napisala Mira.").first).to_be_visible()
    assert ana.input_value("[name=lead_sr_latn]") == "Uvod koji je napisala Ana."
    settled(ana)
    edit(mira, site, "ecosoc")
    assert mira.input_value("[name=lead_sr_latn]") == "Uvod koji je napisala Mira."


@pytest.mark.parametrize("log_in", LANGUAGES[:1], indirect=True)
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("print('pages/%d/edit/' % N.objects.get(slug='ecosoc').pk)", "lead_sr_latn"),
        ("print('snippets/networks/organisation/edit/%d/' % O.objects.first().pk)", "name_sr_latn"),
    ],
    ids=["page", "snippet"],
)
def test_what_the_form_saves_by_itself_is_no_collision(
    address: str, field: str, log_in: LogIn, site: RunningSite
) -> None:
    mira = log_in("mira")
    models = "from networks.models import NetworkPage as N, Organisation as O; "
    form = f"/admin/{site.run(models + address).strip()}"
    mira.goto(form)
    late: list[tuple[Route, APIResponse]] = []

    def let_it_wait(route: Route) -> None:
        if route.request.headers.get("accept") == "application/json":
            late.append((route, route.fetch()))
        else:
            route.continue_()

    mira.route(f"**{form}", let_it_wait)
    mira.evaluate(UNTIL_IT_LOOKS_FOR_CHANGES)
    with mira.expect_request(lambda request: request.headers.get("accept") == "application/json"):
        mira.fill(f"[name={field}]", "Reči koje je napisala Mira")
    for _tenth_of_a_second in range(100):
        if late:
            break
        mira.wait_for_timeout(100)
    # Saved, but the form does not know it yet.
    press(mira, PUBLISH)
    for route, answer in late:
        route.fulfill(response=answer)
    done(mira)
    mira.goto(form)
    assert mira.input_value(f"[name={field}]") == "Reči koje je napisala Mira"


def hotlines_of_visitors(site: RunningSite) -> list[str]:
    """Return what the telephone links of the home page dial, in their order."""
    return re.findall(r'href="tel:([^"]+)"', urlopen(site.url + "/", timeout=10).read().decode())


def test_settings_are_seen_in_both_languages_before_they_are_saved(log_in: LogIn, site: RunningSite) -> None:
    before = hotlines_of_visitors(site)
    mira = log_in("mira")
    mira.goto("/admin/settings/safety/safetysettings/")
    mira.locator("[data-inline-panel-child-move-up]").last.click()
    for language in LANGUAGES:
        preview(mira, language)
        numbers = mira.frame_locator("iframe[id*=preview]").locator("footer [href^=tel]")
        expect(numbers.first).to_have_attribute("href", f"tel:{before[-1]}")
    assert hotlines_of_visitors(site) == before
