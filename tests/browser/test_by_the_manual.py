"""Somebody who has only the manual in the admin adds a network, step by step as it says."""

import io
import re

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser import admin
from tests.browser.running_site import RunningSite
from tests.browser.test_editing import PEOPLE, approve, done, open_waiting

NAME = "Mreža za proveru uputstva"
DRAFT = """
from networks.models import NetworkPage
page = NetworkPage.objects.get(title="{name}")
draft = page.get_latest_revision_as_object()
print(page.live, draft.go_live_at.isoformat(), draft.memberships.count(), page.url)
"""
ON_THE_DAY = """
from django.core.management import call_command
from unittest import mock
from django.utils import timezone
import datetime
day = datetime.datetime(2040, 1, 1, 9, 1, tzinfo=datetime.UTC)
with mock.patch.object(timezone, "now", lambda: day):
    call_command("publish_scheduled")
"""


def picture() -> bytes:
    """Return a photograph."""
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), (60, 110, 120)).save(file, "JPEG")
    return file.getvalue()


def chapter(page: Page, name: str) -> None:
    """Open a chapter by the menu, as somebody who looks for it does."""
    page.goto("/admin/")
    page.get_by_role("link", name="Uputstvo", exact=True).first.click()
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    expect(page.get_by_role("heading", name=name).first).to_be_visible()


def put_picture(page: Page) -> None:
    """Step 3: a picture in the text, uploaded and described on the way."""
    page.locator("[data-contentpath=body_sr_latn]").get_by_title("Umetni blok").first.click()
    page.get_by_role("option", name="Slika", exact=True).click()
    page.get_by_role("button", name="Izaberite sliku").first.click()
    window = page.locator(".modal-body")
    window.get_by_role("tab", name="Dodaj").click()
    file = {"name": "sastanak.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    window.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    # Wagtail makes it of the file's name, if its script has begun by then.
    window.locator("[name=image-chooser-upload-title]").fill("Sastanak")
    window.get_by_label("Opis (srpski)").fill("Deset žena za okruglim stolom.")
    window.get_by_role("button", name="Dodaj", exact=True).click()
    expect(window).to_have_count(0)


def add_ten(page: Page) -> None:
    """Step 4: ten members, from two pages of the list and from a search."""
    page.get_by_role("tab", name="Članice").click()
    page.get_by_role("button", name="Dodaj članice").click()
    window = page.locator(".modal-body")
    expect(window.get_by_role("heading", name="Izaberite: organizacija")).to_be_visible()
    box = window.locator("#search-results [data-multiple-choice-select]")
    for number in range(8):
        box.nth(number).check()
    first = box.first.get_attribute("value")
    window.get_by_role("link", name="Sledeća").click()
    expect(box.first).not_to_have_attribute("value", first or "")
    box.nth(2).check()
    window.locator("[name=q]").fill("zena")
    expect(window.locator("#search-results [role=alert]")).to_be_visible()
    box.first.check()
    chosen = window.get_by_role("group", name="Izabrano")
    expect(chosen.get_by_role("checkbox")).to_have_count(10)
    # One too many, by mistake.
    chosen.get_by_role("checkbox").nth(9).click()
    expect(chosen.get_by_role("checkbox")).to_have_count(9)
    expect(box.first).not_to_be_checked()
    box.first.check()
    window.get_by_role("button", name="Potvrdi izbor").click()
    expect(page.locator("[data-rows-body] .rows__open")).to_have_count(10)


def schedule(page: Page) -> None:
    """Step 8: it comes out on a certain day."""
    page.get_by_role("button", name=re.compile("Prikaži.*stanje|Stanje")).first.click()
    page.get_by_role("button", name="Zakaži").first.click()
    window = page.get_by_role("dialog")
    window.get_by_label("Kada se objavljuje").fill("1.1.2040. 10:00")
    window.get_by_role("button", name="Sačuvaj raspored").click()


def test_a_network_with_ten_members_a_picture_and_a_schedule(browser: Browser, site: RunningSite) -> None:
    site.run(PEOPLE.format(language="sr-latn"))
    names = ("ana", "mira")
    windows = [
        browser.new_context(base_url=site.url, viewport={"width": 1366, "height": 850}) for _name in names
    ]
    ana, mira = (
        admin.let_in(window.new_page(), site, name) for window, name in zip(windows, names, strict=True)
    )
    chapter(ana, "Nova mreža")
    ana.locator("main").get_by_role("link", name="Mreže", exact=True).click()
    ana.get_by_role("link", name="Dodaj: mreža").click()
    ana.get_by_label("Naslov (srpski)").fill(NAME)
    ana.get_by_label("Kratak naziv (srpski)").fill("Provera")
    ana.get_by_label("Uvod (srpski)").fill("Mreža kojom se proverava uputstvo.")
    put_picture(ana)
    add_ten(ana)
    schedule(ana)
    ana.locator("footer").get_by_role("button", name="Pošalji na odobrenje (Objava)").click()
    done(ana)
    live, time, members, _path = site.run(DRAFT.format(name=NAME)).split()
    assert (live, time, members) == ("False", "2040-01-01T10:00:00+01:00", "10")

    open_waiting(mira, NAME)
    approve(mira)
    expect(mira.locator(".messages")).to_contain_text("izlazi sama: 1. januar 2040")
    assert site.run(DRAFT.format(name=NAME)).startswith("False 2040-01-01")
    site.run(ON_THE_DAY)
    live, _time, _members, path = site.run(DRAFT.format(name=NAME)).split()
    assert live == "True"
    mira.goto(path)
    expect(mira.get_by_alt_text("Deset žena za okruglim stolom.")).to_be_visible()
    for window in windows:
        window.close()
