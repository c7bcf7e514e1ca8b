"""What staff do all day, in a browser and in both interface languages."""

import contextlib
import re
from collections.abc import Callable, Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.running_site import STAFF_PASSWORD, RunningSite

LANGUAGES = ["sr-latn", "en"]

# Makes one person per role, each with the interface language of the test.
PEOPLE = """
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from astra_site.accounts.models import User
for name, role in (("ana", "Urednice"), ("mira", "Moderatorke"), ("vera", "Prevoditeljke")):
    person, _made = User.objects.get_or_create(username=name)
    person.set_password({password!r})
    person.save()
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
    site.run(PEOPLE.format(password=STAFF_PASSWORD, language=request.param))
    windows = []

    def enter(name: str) -> Page:
        window = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
        windows.append(window)
        page = window.new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", STAFF_PASSWORD)
        page.click("button[type=submit]")
        expect(page.locator(".what-next")).to_be_visible()
        return page

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


def press(page: Page, button: str) -> None:
    """Press a button of the menu below the form."""
    page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator(button).first.click()


PUBLISH = "footer button[name=action-publish]"
SUBMIT = "footer button[name=action-submit]"
APPROVE = "footer button[data-workflow-action-name=approve]"


@pytest.mark.parametrize(
    ("field", "changed_path", "kept_path"),
    [
        ("title", "/mreze/preugovor/", "/en/networks/preugovor/"),
        ("title_en", "/en/networks/preugovor/", "/mreze/preugovor/"),
    ],
)
def test_title_changes_in_one_language_only(
    field: str, changed_path: str, kept_path: str, log_in: LogIn, site: RunningSite
) -> None:
    kept, page = heading(site, kept_path), log_in("mira")
    edit(page, site, "preugovor")
    title = f"{page.input_value(f'[name={field}]')} – proba"
    page.fill(f"[name={field}]", title)
    press(page, PUBLISH)
    expect(page.locator(".messages .success, [data-w-messages-target] .success").first).to_be_visible()
    assert heading(site, changed_path) == title
    assert heading(site, kept_path) == kept


def test_network_from_draft_to_translation(
    log_in: LogIn, site: RunningSite, request: pytest.FixtureRequest
) -> None:
    number = "prva" if "sr-latn" in request.node.name else "druga"
    ana = log_in("ana")
    parent = site.run("from networks.models import NetworkIndexPage as N; print(N.objects.get().pk)").strip()
    ana.goto(f"/admin/pages/add/networks/networkpage/{parent}/")
    ana.locator("[name=title]").press_sequentially(f"Đačka mreža {number}")
    expect(ana.locator("[name=slug]")).to_have_value(f"djacka-mreza-{number}")
    ana.fill("[name=short_name_sr_latn]", "Đačka mreža")
    ana.fill("[name=lead_sr_latn]", "Mreža za probu.")
    ana.locator(".w-tabs__tab").nth(1).click()
    ana.click("#id_memberships-ADD")
    ana.locator("[id^=inline_child_memberships-0] [data-chooser-action-choose]:visible").first.click()
    ana.locator("a[data-chooser-modal-choice]").first.click()
    ana.fill("[name=memberships-0-since]", "5.2013")
    press(ana, SUBMIT)
    expect(ana).to_have_url(re.compile(rf"/admin/pages/{parent}/"))

    mira = log_in("mira")
    mira.locator(".what-next a", has_text=f"Đačka mreža {number}").first.click()
    press(mira, APPROVE)
    expect(mira.locator("footer")).to_have_count(0)
    path = f"/mreze/djacka-mreza-{number}/"
    assert heading(site, path) == f"Đačka mreža {number}"
    assert heading(site, f"/en/networks/djacka-mreza-{number}/") == f"Đačka mreža {number}"

    vera = log_in("vera")
    edit(vera, site, f"djacka-mreza-{number}")
    expect(vera.locator("[name=title]")).to_have_count(0)
    expect(vera.locator("footer button[name=action-publish]")).to_have_count(0)
    vera.fill("[name=title_en]", f"Pupils {number}")
    press(vera, SUBMIT)
    expect(vera).to_have_url(re.compile(rf"/admin/pages/{parent}/"))
    mira.goto("/admin/")
    mira.locator(".what-next a", has_text=f"Đačka mreža {number}").first.click()
    press(mira, APPROVE)
    expect(mira.locator("footer")).to_have_count(0)
    assert heading(site, f"/en/networks/pupils-{number}/") == f"Pupils {number}"
    assert heading(site, path) == f"Đačka mreža {number}"


def test_second_of_two_people_sees_both_versions(log_in: LogIn, site: RunningSite) -> None:
    ana, mira = log_in("ana"), log_in("mira")
    for person in (ana, mira):
        edit(person, site, "ban")
    mira.fill("[name=lead_sr_latn]", "Uvod koji je napisala Mira.")
    press(mira, PUBLISH)
    expect(mira.locator("footer")).to_have_count(0)
    ana.fill("[name=lead_sr_latn]", "Uvod koji je napisala Ana.")
    confirm = ana.locator("[role=dialog]:visible button").nth(1)
    answer = confirm.or_(ana.locator(".error-message").first).first
    # A click is swallowed while the form is just saving itself; a person clicks again.
    for _attempt in range(4):
        ana.locator("footer button:not([data-w-dropdown-target])").first.click()
        with contextlib.suppress(PlaywrightTimeoutError):
            answer.wait_for(timeout=8000)
            break
    if confirm.is_visible():
        confirm.click()
    expect(ana.get_by_text("Uvod koji je napisala Mira.").first).to_be_visible()
    assert ana.input_value("[name=lead_sr_latn]") == "Uvod koji je napisala Ana."
    ana.wait_for_timeout(2000)  # Longer than a form waits before it saves itself.
    edit(mira, site, "ban")
    assert mira.input_value("[name=lead_sr_latn]") == "Uvod koji je napisala Mira."


def test_preview_in_each_language(log_in: LogIn, site: RunningSite) -> None:
    ana = log_in("ana")
    edit(ana, site, "gaatw")
    ana.locator("button[data-side-panel-toggle=preview]").first.click()
    for language, words in (("sr-latn", "Globalna alijansa"), ("en", "Global Alliance")):
        ana.locator("select[data-w-preview-target=mode], #id_preview_mode").first.select_option(language)
        shown = ana.frame_locator("iframe[id*=preview]").locator("h1")
        expect(shown.first).to_contain_text(words)
