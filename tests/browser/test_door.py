"""The way in as staff go it: the first login, the second step, what is lost, and what ends by itself."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import ENTER, code_of, give_password, let_in, speak
from tests.browser.public_pages import LANGUAGES
from tests.browser.running_site import STAFF_PASSWORD, RunningSite

NAME = "vesna"
MAKE = f"""
from django.contrib.auth.models import Group
from astra_site.accounts.models import User
person = User.objects.create_user("{NAME}", "vesna@example.org", "{STAFF_PASSWORD}")
person.groups.add(Group.objects.get(name="Administratorke"))
print(person.pk)
"""
# Turns a session's clock back, in place of waiting.
LATER = """
from importlib import import_module
from django.conf import settings
from astra_site.accounts import sessions
session = import_module(settings.SESSION_ENGINE).SessionStore(session_key={key!r})
before = session["staff"]
session["staff"] = before | {{name: before[name] - {seconds} for name in {names!r}}}
session.save()
"""
HEADINGS = {"sr-latn": "Podesite drugi korak prijave", "en": "Set up your second factor"}
# What the button says, and what she reads who would take her only factor away.
PASSKEY = {
    "sr-latn": ("Koristi pristupni ključ", "To je vaš jedini drugi korak. Najpre dodajte drugi."),
    "en": ("Use a passkey", "This is your only second factor. Add another one first."),
}
LOGIN = re.compile(r"/admin/login/(\?.*)?$")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param.lower()


@pytest.fixture
def number(site: RunningSite) -> str:
    """Make a member of staff without a second factor and return her number."""
    return site.run(MAKE).strip()


def give_code(page: Page, code: str) -> None:
    page.fill("[name=code]", code)
    page.click(ENTER)


def later(site: RunningSite, page: Page, seconds: int, *names: str) -> None:
    key = next(one["value"] for one in page.context.cookies() if one["name"] == "sessionid")
    site.run(LATER.format(key=key, seconds=seconds, names=names))


def set_up_an_app(page: Page, heading: str = "") -> tuple[str, list[str]]:
    """Set up an app at the first login; return its secret and the recovery codes."""
    give_password(page, NAME)
    page.wait_for_url("**/admin/login/set-up/**")
    expect(page.locator("h1")).to_contain_text(heading)
    assert page.locator("main img").evaluate("picture => picture.naturalWidth") > 0
    secret = "".join(page.locator("main code").inner_text().split())
    give_code(page, code_of(secret))
    page.wait_for_url("**/admin/login/recovery-codes/**")
    codes = ["".join(code.split()) for code in page.locator("main code").all_inner_texts()]
    page.click(ENTER)
    page.wait_for_url("**/admin/")
    return secret, codes


def test_first_login_recovery_code_confirming_and_the_two_ends(
    language: str, site: RunningSite, number: str, page: Page
) -> None:
    speak(site, language, NAME)
    secret, codes = set_up_an_app(page, HEADINGS[language])

    later(site, page, 60 * 60, "confirmed")
    page.goto("/admin/users/")
    page.wait_for_url("**/admin/login/confirm/**")
    give_code(page, code_of(secret, steps=1))
    page.wait_for_url("**/admin/users/")

    later(site, page, 31 * 60, "seen")
    page.goto("/admin/")
    expect(page).to_have_url(LOGIN)

    give_password(page, NAME)
    give_code(page, "000000")
    expect(page.locator(".messages .error")).to_be_visible()
    give_code(page, codes[3])
    page.wait_for_url("**/admin/")
    later(site, page, 12 * 60 * 60 + 1, "since")
    page.goto("/admin/")
    expect(page).to_have_url(LOGIN)


def test_lost_factor(language: str, site: RunningSite, number: str, page: Page, browser: Browser) -> None:
    speak(site, language, NAME)
    set_up_an_app(page)
    window = browser.new_context(base_url=site.url)
    owner = let_in(window.new_page(), site)
    owner.goto(f"/admin/users/{number}/reset-factors/")
    owner.click(ENTER)
    owner.wait_for_url("**/admin/users/")
    window.close()
    page.goto("/admin/")
    expect(page).to_have_url(LOGIN)
    set_up_an_app(page)


def expect_nothing_cut_off(page: Page) -> None:
    """Look whether each button shows all of its words, on a telephone."""
    cut = "button => button.scrollWidth > button.clientWidth"
    buttons = page.locator("main .button:visible")
    assert buttons.count()
    assert not any(buttons.nth(number).evaluate(cut) for number in range(buttons.count()))


@pytest.fixture
def with_passkeys(site: RunningSite, whole_chromium: Browser) -> Iterator[Page]:
    """Open a window on a computer that makes passkeys."""
    window = whole_chromium.new_context(
        base_url=site.url.replace("127.0.0.1", "localhost"), viewport={"width": 360, "height": 640}
    )
    page = window.new_page()
    devices = window.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
                     "hasUserVerification": True, "isUserVerified": True}},
    )  # fmt: skip
    yield page
    window.close()


def test_a_passkey_is_made_used_and_removed(
    language: str, site: RunningSite, number: str, with_passkeys: Page
) -> None:
    page, (use, only) = with_passkeys, PASSKEY[language]
    speak(site, language, NAME)
    give_password(page, NAME)
    page.wait_for_url("**/admin/login/set-up/**")
    expect_nothing_cut_off(page)
    page.click("form[data-passkey=create] button")
    page.wait_for_url("**/admin/login/recovery-codes/**")
    page.click(ENTER)
    page.wait_for_url("**/admin/")

    page.context.clear_cookies()
    give_password(page, NAME)
    page.wait_for_url("**/admin/login/code/**")
    expect_nothing_cut_off(page)
    page.get_by_role("button", name=use, exact=True).click()
    page.wait_for_url("**/admin/")

    factors = page.locator("main li", has=page.locator("[name=remove]"))
    page.goto("/admin/account/second-factors/")
    factors.locator("button").click()
    expect(page.locator(".messages .error")).to_have_text(only)
    expect_nothing_cut_off(page)
    page.goto("/admin/login/set-up/")
    secret = "".join(page.locator("main code").inner_text().split())
    give_code(page, code_of(secret))
    page.wait_for_url("**/admin/")
    page.goto("/admin/account/second-factors/")
    factors.first.locator("button").click()
    expect(factors).to_have_count(1)

    page.context.clear_cookies()
    give_password(page, NAME)
    page.wait_for_url("**/admin/login/code/**")
    expect(page.locator("form[data-passkey]")).to_have_count(0)
    give_code(page, code_of(secret, steps=1))
    page.wait_for_url("**/admin/")


def test_without_scripts_the_code_is_enough(site: RunningSite, number: str, browser: Browser) -> None:
    window = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = window.new_page()
    set_up_an_app(page)
    window.close()
