"""The way of staff into the admin."""

from playwright.sync_api import Page

from tests.browser.running_site import STAFF_NAME, STAFF_PASSWORD, RunningSite

SESSION = """
from django.conf import settings
from django.test import Client
from astra_site.accounts.models import User
client = Client()
client.force_login(User.objects.get(username={name!r}))
print(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
SPEAK = """
from wagtail.users.models import UserProfile
from astra_site.accounts.models import User
profile = UserProfile.get_for_user(User.objects.get(username={name!r}))
profile.preferred_language = {language!r}
profile.save()
"""


def log_in(page: Page, name: str = STAFF_NAME) -> Page:
    """Log a person in as people do it, by the form, and return her page when it shows the start page."""
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", STAFF_PASSWORD)
    page.click("main [type=submit]")
    page.wait_for_url("**/admin/")
    return page


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
