"""A translator's way from the overview to the field, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.admin import let_in
from tests.browser.running_site import STAFF_NAME, STAFF_PASSWORD, RunningSite

TRANSLATOR = "prevoditeljka-na-probi"
# Each kind of field once: a line on a tab that is not the first, rich text, a text of blocks.
CHANGE = """
from networks.models import NetworkPage, Organisation
network = NetworkPage.objects.get(slug="ban").get_latest_revision_as_object()
network.acronym_meaning_en, network.body_en = "", []
network.save_revision().publish()
one = Organisation.objects.get(slug_sr_latn="otvorena-porta").get_latest_revision_as_object()
one.about_sr_latn, one.about_en = "<p>Pomaže <b>ženama</b>.</p>", ""
one.save_revision().publish()
"""
PERSON = f"""
from django.contrib.auth.models import Group
from astra_site.accounts.models import User
if not User.objects.filter(username="{TRANSLATOR}").exists():
    person = User.objects.create_user("{TRANSLATOR}", password="{STAFF_PASSWORD}")
    person.groups.add(Group.objects.get(name="Prevoditeljke"))
"""


@pytest.fixture(params=[STAFF_NAME, TRANSLATOR])
def overview(request: pytest.FixtureRequest, page: Page, site: RunningSite) -> Page:
    """The overview of what is missing, for who may do everything and for who may write English only."""
    site.run(PERSON + CHANGE)
    let_in(page, site, request.param)
    page.goto("/admin/translations/?state=missing")
    return page


def open_field(page: Page, field: str) -> str:
    """Follow the line of `field` and return the id of the place that it leads to."""
    link = page.locator(f'td.title a[href$="-{field}"]').first
    place = str(link.get_attribute("href")).split("#")[1]
    link.click()
    # Loaded, so that its buttons work.
    page.wait_for_url("**/edit/**")
    expect(page.locator(f"#{place}")).to_be_in_viewport()
    return place


def test_a_line_leads_to_its_field_and_what_stands_there_is_only_replaced_after_a_question(
    overview: Page,
) -> None:
    place = open_field(overview, "acronym_meaning")
    field, copy = overview.locator("#id_acronym_meaning_en"), overview.locator(f"#{place} button")
    # On its tab, with the cursor in it.
    expect(field).to_be_focused()
    copy.click()
    expect(field).to_have_value("engl. „Balkans ACT (Against Crime of Trafficking) Now!”")
    field.fill("My own words")
    overview.once("dialog", lambda question: question.dismiss())
    copy.click()
    expect(field).to_have_value("My own words")


def test_rich_text_is_copied_with_its_bold_words(overview: Page) -> None:
    place = open_field(overview, "about")
    overview.locator(f"#{place} button").click()
    editor = overview.locator("#id_about_en ~ [data-draftail-editor-wrapper]")
    expect(editor).to_contain_text("Pomaže ženama.")
    # The editor writes into its field a moment later.
    expect(overview.locator("#id_about_en")).to_have_value(re.compile("BOLD"))


def test_a_text_of_blocks_is_copied_block_by_block(overview: Page) -> None:
    place = open_field(overview, "body")
    overview.locator(f"#{place} button").click()
    number = "document.getElementById('body_en-root').rootBlock.getValue().length"
    overview.wait_for_function(f"() => {number} > 2")
    keys = overview.evaluate(
        "document.getElementById('body_en-root').rootBlock.getState().map((one) => one.id)"
    )
    assert len(set(keys)) == len(keys)
