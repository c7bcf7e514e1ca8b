"""What each role does most often, in a browser and in both alphabets."""

import pytest
from playwright.sync_api import Browser, Page, expect

from astra_site.serbian.cyrillic import to_cyrillic
from tests.browser import admin
from tests.browser.admin import APPROVE, SUBMIT, press
from tests.browser.running_site import RunningSite

PEOPLE = """
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile
from astra_site.accounts.models import User
from networks.models import NetworkPage
for name, role in (
    ("ana", "Urednice"), ("mira", "Moderatorke"), ("vera", "Prevoditeljke"), ("sanja", "Bezbednost"),
    ("ada", "Administratorke"),
):
    person, _made = User.objects.get_or_create(username=name)
    person.groups.set([Group.objects.get(name=role)])
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = {language!r}
    profile.save()
print(NetworkPage.objects.get(slug="ecosoc").pk)
"""
EXIT = "https://www.example.org/"
ALPHABETS = {"sr-latn": str, "sr-cyrl": to_cyrillic}
PASSWORD = "dugačka-lozinka-za-probu"


class Staff:
    """People at work, each in a window of her own, in one alphabet."""

    def __init__(self, browser: Browser, site: RunningSite, language: str) -> None:
        self._browser, self._site = browser, site
        self._shown = ALPHABETS[language]
        self.edit = f"/admin/pages/{site.run(PEOPLE.format(language=language)).strip()}/edit/"

    def opens(self, name: str, address: str) -> Page:
        context = self._browser.new_context(base_url=self._site.url, viewport={"width": 1280, "height": 900})
        page = admin.let_in(context.new_page(), self._site, name)
        page.goto(address)
        return page

    def is_told(self, page: Page, words: str) -> None:
        expect(page.locator(".messages .success").first).to_contain_text(self._shown(words))
        page.context.close()


@pytest.mark.parametrize("language", ALPHABETS)
def test_each_role_does_its_work_in_its_alphabet(language: str, browser: Browser, site: RunningSite) -> None:
    staff = Staff(browser, site, language)

    ana = staff.opens("ana", staff.edit)
    ana.fill("[name=lead_sr_latn]", "Uvod za probu.")
    press(ana, SUBMIT)
    staff.is_told(ana, "Poslata je na odobrenje stranica")

    mira = staff.opens("mira", staff.edit)
    expect(mira.locator("[name=lead_sr_latn]")).to_have_value("Uvod za probu.")
    press(mira, APPROVE)
    staff.is_told(mira, "Sačuvana je stranica")

    vera = staff.opens("vera", staff.edit)
    vera.fill("[name=lead_en]", "A lead to try things.")
    press(vera, SUBMIT)
    staff.is_told(vera, "Poslata je na odobrenje stranica")

    sanja = staff.opens("sanja", "/admin/settings/safety/safetysettings/")
    sanja.fill("[name=exit_destination]", EXIT)
    sanja.locator("footer button[type=submit]:visible").first.click()
    staff.is_told(sanja, "Sačuvano: ")

    ada = staff.opens("ada", "/admin/users/new/")
    for field, value in {
        "username": "nova",
        "email": "nova@example.org",
        "first_name": "Nova",
        "last_name": "Osoba",
    }.items():
        ada.fill(f"[name={field}]", value)
    for field in ("password1", "password2"):
        ada.fill(f"[name={field}]", PASSWORD)
    ada.locator("main form button[type=submit]:visible").last.click()
    staff.is_told(ada, "Napravljen je nalog")
