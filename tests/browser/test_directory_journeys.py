"""Whom to call and how to reach them: found on a phone, without JavaScript, with few actions.

An action is a tap or something typed. The phone is 360 px wide.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.running_site import RunningSite

FIRST_ORGANISATION_ABOVE = 900


class Words(NamedTuple):
    """What a visitor of one language looks for and finds."""

    home: str
    directory: str
    of_vranje: str
    shelter: str
    la_strada: str
    more: str


WORDS = {
    "sr-Latn": Words(
        home="/",
        directory="/organizacije/",
        of_vranje="Odbor za ljudska prava – Vranje",
        shelter="sklonište",
        la_strada="/mreze/la-strada-international/",
        more="Još izbora",
    ),
    "en": Words(
        home="/en/",
        directory="/en/organisations/",
        of_vranje="Human Rights Committee – Vranje",
        shelter="shelter",
        la_strada="/en/networks/la-strada-international/",
        more="More choices",
    ),
}


class Visitor:
    """Somebody with a phone, whose actions are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def tap(self, link: Locator) -> None:
        """Tap, and wait for what comes."""
        self.actions += 1
        link.click()
        self.page.wait_for_load_state()

    def type(self, box: Locator, text: str) -> None:
        """Type into a box."""
        self.actions += 1
        box.fill(text)


@pytest.fixture(params=WORDS)
def words(request: pytest.FixtureRequest) -> Words:
    """Return the words of each language in turn."""
    return WORDS[request.param]


@pytest.fixture
def visitor(browser: Browser, site: RunningSite) -> Iterator[Visitor]:
    """Open a small window without JavaScript."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    yield Visitor(context.new_page())
    context.close()


def go_to_directory(visitor: Visitor, words: Words) -> None:
    visitor.page.goto(words.home)
    visitor.tap(visitor.page.locator(f'.navigation a[href="{words.directory}"]'))


def look_for(visitor: Visitor, text: str) -> Locator:
    """Type words into the directory's box, press its button and return what fits."""
    visitor.type(visitor.page.locator(".directory-form input[type=search]"), text)
    visitor.tap(visitor.page.locator(".directory-form__words button"))
    visitor.page.wait_for_url("**#results")
    return visitor.page.locator(".directory-entry")


def test_somebody_in_vranje_finds_a_number_or_who_can_help(visitor: Visitor, words: Words) -> None:
    go_to_directory(visitor, words)
    entries = look_for(visitor, "vranje")
    expect(entries).to_have_count(1)
    visitor.tap(entries.locator("a", has_text=words.of_vranje).first)

    assert visitor.actions <= 4
    expect(visitor.page.locator("h1")).to_have_text(words.of_vranje)
    reach = visitor.page.locator(".contacts")
    expect(reach.locator('a[href="https://hrcvr.org"]')).to_be_visible()
    # No number of theirs is confirmed, so it is said, and there is one that connects.
    expect(reach.locator('a[href^="tel:"]')).to_have_attribute("href", "tel:+381117850000")


def test_somebody_in_nis_finds_a_number(visitor: Visitor, words: Words) -> None:
    go_to_directory(visitor, words)
    entries = look_for(visitor, "osvit")
    visitor.tap(entries.locator("a").first)

    assert visitor.actions <= 4
    expect(visitor.page.locator('.contacts a[href="tel:0800100909"]')).to_be_visible()
    expect(visitor.page.locator(".contacts time").first).to_be_visible()


def test_a_journalist_sees_who_belongs_to_la_strada_and_as_of_when(visitor: Visitor, words: Words) -> None:
    visitor.page.goto(words.home)
    visitor.tap(visitor.page.locator(f'main a[href="{words.la_strada}"]:visible').last)
    visitor.tap(visitor.page.locator('main a[href="#members"]:visible').first)

    assert visitor.actions <= 2
    expect(visitor.page.locator("#members")).to_be_in_viewport()
    assert visitor.page.locator(".members .member-card").count() >= 20
    expect(visitor.page.locator(".stated-count__source time").first).to_be_visible()


def test_a_social_worker_finds_a_shelter_abroad_with_a_contact(visitor: Visitor, words: Words) -> None:
    go_to_directory(visitor, words)
    entries = look_for(visitor, words.shelter)
    assert entries.count() >= 2
    visitor.tap(entries.locator("a", has_text="PAG-ASA").first)

    assert visitor.actions <= 4
    reach = visitor.page.locator(".contacts")
    expect(reach.locator('a[href="https://pag-asa.be"]')).to_be_visible()
    expect(reach.locator('a[href="mailto:info@pag-asa.be"]')).to_be_visible()


def test_the_first_organisation_is_near_the_top(visitor: Visitor, words: Words) -> None:
    visitor.page.goto(words.directory)
    first = visitor.page.locator(".directory-entry").first.bounding_box()

    assert first
    assert first["y"] <= FIRST_ORGANISATION_ABOVE
    more = visitor.page.locator(".directory-form__facets")
    expect(more).to_be_hidden()
    visitor.tap(visitor.page.locator("summary", has_text=words.more))
    expect(more).to_be_visible()


def test_several_fields_of_work_are_ticked(visitor: Visitor, words: Words) -> None:
    visitor.page.goto(words.directory)
    visitor.tap(visitor.page.locator("summary", has_text=words.more))
    boxes = visitor.page.locator(".directory-form__several").last.locator("input")
    for place in (0, 1):
        boxes.nth(place).check()
    visitor.tap(visitor.page.locator(".directory-form__more button"))

    expect(visitor.page).to_have_url(re.compile(r"\?(oblast|field)=[a-z]+&(oblast|field)=[a-z]+#results$"))
    expect(visitor.page.locator(".choices__link")).to_have_count(2)


def test_at_a_desk_all_choices_are_open(browser: Browser, site: RunningSite, words: Words) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(words.directory)
    expect(page.locator("#facet-country")).to_be_visible()
    context.close()
