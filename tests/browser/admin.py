"""The way of staff into the admin."""

import base64
import hmac
import struct
import time

from playwright.sync_api import Page

from tests.browser.running_site import STAFF_NAME, STAFF_PASSWORD, STAFF_SECRET, RunningSite

SESSION = """
from django.conf import settings
from django.test import Client
from astra_site.accounts import sessions
from astra_site.accounts.models import User
client = Client()
client.force_login(User.objects.get(username={name!r}))
session = client.session
sessions.let_in(session, "test")
session.save()
print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
# A page at the door has the button of a passkey too.
ENTER = "form.login-form [type=submit]"
SPEAK = """
from wagtail.users.models import UserProfile
from astra_site.accounts.models import User
profile = UserProfile.get_for_user(User.objects.get(username={name!r}))
profile.preferred_language = {language!r}
profile.save()
"""


def log_in(page: Page, name: str = STAFF_NAME) -> Page:
    """Log a person in as people do it, by the form, and return her page when it shows the start page."""
    give_password(page, name)
    page.wait_for_url("**/admin/login/code/**")
    page.fill("[name=code]", code_of(STAFF_SECRET))
    page.click(ENTER)
    page.wait_for_url("**/admin/")
    return page


def give_password(page: Page, name: str) -> None:
    """Send the login page's form."""
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", STAFF_PASSWORD)
    page.click(ENTER)


def code_of(secret: str, steps: int = 0) -> str:
    """Return what an app shows now, or some half minutes later (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def let_in(page: Page, site: RunningSite, name: str = STAFF_NAME) -> Page:
    """Give a person the session that the form would give her: two pages less to load."""
    cookie, session = site.run(SESSION.format(name=name)).split()
    page.context.add_cookies([{"name": cookie, "value": session, "url": site.url}])
    return page


def speak(site: RunningSite, language: str, name: str = STAFF_NAME) -> None:
    """Give a person an interface in `language`."""
    site.run(SPEAK.format(name=name, language=language))


# The buttons below a form.
SAVE = "footer button.action-save:not([name])"
PUBLISH = "footer button[name=action-publish]"
SUBMIT = "footer button[name=action-submit]"
APPROVE = "footer button[data-workflow-action-name=approve]"


def press(page: Page, button: str) -> None:
    """Press a button below the form: the big one, or one behind the arrow."""
    if not page.locator(button).first.is_visible():
        page.locator("footer [data-w-dropdown-target=toggle]").first.click()
    page.locator(button).first.click()
