"""Whoever is not known yet chooses her language with a click, and keeps it until she is in."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import ENTER, code_of, let_in
from tests.browser.engines import IN_BOTH
from tests.browser.running_site import STAFF_NAME, STAFF_PASSWORD, STAFF_SECRET, RunningSite

# The name of the link, and what stands above the login, the second step and the new password.
WORDS = {
    "sr-latn": ("srpski", "Prijava", "Drugi korak prijave", "Izaberite novu lozinku"),
    "sr-cyrl": ("српски", "Пријава", "Други корак пријаве", "Изаберите нову лозинку"),
    "en": ("English", "Sign in", "Second step of the login", "Reset your password"),
}
MANY = """
from astra_site.accounts.models import User
User.objects.create_user("gordana@astra.example.org", first_name="Gordana", last_name="Stamenković")
"""
LINES_OF_WORDS = """link => {
    const text = link.firstChild;
    return [...text.data.matchAll(/\\S+/g)].map(word => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return new Set([...range.getClientRects()].map(box => box.top)).size;
    });
}"""


@IN_BOTH
@pytest.mark.parametrize("language", WORDS)
def test_a_language_is_chosen_at_the_login_and_kept_until_she_is_in(
    language: str, browser: Browser, site: RunningSite
) -> None:
    name, login, second_step, new_password = WORDS[language]
    window = browser.new_context(base_url=site.url, locale="de-DE", viewport={"width": 360, "height": 640})
    page = window.new_page()
    page.goto("/admin/images/")
    page.get_by_role("link", name=name, exact=True).click()
    heading, html = page.locator("h1"), page.locator("html")
    expect(heading).to_contain_text(login)
    expect(html).to_have_attribute("lang", language)
    page.locator(".reset-password").click()
    expect(heading).to_have_text(new_password)
    page.go_back()
    page.fill("[name=username]", STAFF_NAME)
    page.fill("[name=password]", STAFF_PASSWORD)
    page.click(ENTER)
    page.wait_for_url("**/admin/login/code/**")
    expect(heading).to_have_text(second_step)
    page.fill("[name=code]", code_of(STAFF_SECRET))
    page.click(ENTER)
    page.wait_for_url("**/admin/images/")
    expect(html).to_have_attribute("lang", language)
    page.context.clear_cookies(name="sessionid")
    page.goto("/admin/")
    expect(heading).to_contain_text(login)
    window.close()


def test_the_pages_of_a_new_password_can_be_read_and_their_links_pressed(page: Page) -> None:
    for address in ("", "done/", "complete/", "confirm/MQ/set-password/"):
        page.goto(f"/admin/password_reset/{address}")
        for number in range(3):
            link = page.locator(".languages a").nth(number)
            box = link.bounding_box()
            assert box["height"] >= 24
        link.click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.context.clear_cookies()


def test_names_of_accounts_are_whole_on_a_telephone(browser: Browser, site: RunningSite) -> None:
    site.run(MANY)
    window = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 640})
    page = let_in(window.new_page(), site)
    page.goto("/admin/users/")
    link = page.get_by_role("link", name="Gordana Stamenković")
    expect(link).to_be_visible()
    assert link.evaluate(LINES_OF_WORDS) == [1, 1]
    window.close()
