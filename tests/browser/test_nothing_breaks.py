"""A day on which much goes wrong: an ended session, a date in words, a shelter whose town is shown."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import admin
from tests.browser.running_site import RunningSite
from tests.browser.test_editing import PEOPLE, edit

SHELTER = """
from networks.models import Organisation
organisation = Organisation.objects.filter(live=True).first()
organisation.city_sr_latn, organisation.do_not_publish_location = "Skrovište", False
organisation.save_revision().publish()
print(organisation.pk, organisation.url_in("sr-latn"))
"""
NEWEST_LEAD = """
from networks.models import NetworkPage
print(NetworkPage.objects.get(slug="ban").get_latest_revision_as_object().lead_sr_latn)
"""


@pytest.fixture
def ana(browser: Browser, site: RunningSite) -> Page:
    """Return an editor at work, in Serbian."""
    site.run(PEOPLE.format(language="sr-latn"))
    window = browser.new_context(
        base_url=site.url, viewport={"width": 1280, "height": 900}, locale="sr-Latn-RS"
    )
    yield admin.let_in(window.new_page(), site, "ana")
    window.close()


def test_a_place_is_hidden_from_the_list_at_once(ana: Page, site: RunningSite) -> None:
    pk, address = site.run(SHELTER).split()
    ana.goto(address)
    expect(ana.locator("main")).to_contain_text("Skrovište")
    ana.goto(f"/admin/organisation-place/{pk}/")
    ana.get_by_role("button", name="Sakrij mesto odmah").click()
    expect(ana.locator(".messages .success")).to_contain_text("sada je svuda skriveno")
    ana.goto(address)
    expect(ana.locator("main")).not_to_contain_text("Skrovište")


def test_what_was_written_after_the_session_ended_is_sent_again(ana: Page, site: RunningSite) -> None:
    edit(ana, site, "ban")
    lead = ana.locator("#id_lead_sr_latn")
    expect(lead).to_be_visible()
    ana.context.clear_cookies(name="sessionid")
    lead.fill("Napisano pošto je sesija istekla.")
    admin.press(ana, admin.SAVE)
    expect(ana.locator("h1")).to_contain_text("ništa nije izgubljeno")
    with ana.context.expect_page() as opened:
        ana.get_by_role("link", name=re.compile("Prijavite se")).click()
    opened.value.close()
    admin.let_in(ana, site, "ana")
    ana.get_by_role("button", name=re.compile("pošaljite ponovo")).click()
    expect(ana.locator(".messages .success").first).to_be_visible()
    assert site.run(NEWEST_LEAD).strip() == "Napisano pošto je sesija istekla."


def test_the_calendar_leaves_what_was_typed_and_covers_nothing(ana: Page, site: RunningSite) -> None:
    edit(ana, site, "ban")
    expect(ana.locator("#id_lead_sr_latn")).to_be_visible()
    ana.locator('[data-a11y-dialog-show="schedule-publishing-dialog"]').first.evaluate("one => one.click()")
    time = ana.locator("#id_go_live_at")
    for written in ("1.1.2040. 10:00", "sutra u deset"):
        time.fill(written)
        time.press("Tab")
        expect(time).to_have_value(written)
        ana.locator("#id_expire_at").focus()
        expect(time).to_have_value(written)
    expect(ana.locator(".xdsoft_datetimepicker:visible")).to_have_count(0)
    ana.locator("#id_go_live_at-calendar button").first.click()
    calendar = ana.locator("#id_go_live_at-calendar .xdsoft_datetimepicker")
    expect(calendar).to_be_visible()
    # What is below has moved down, so a press there is a press there.
    save = ana.locator("#schedule-publishing-dialog button:not(.xdsoft_datetimepicker button):visible").last
    save.scroll_into_view_if_needed()
    save.click(trial=True)
    calendar.locator("td.xdsoft_date:not(.xdsoft_other_month)").first.click()
    expect(time).to_have_value(re.compile(r"^0?1\.\d+\.\d{4}\. \d\d:\d\d$"))
