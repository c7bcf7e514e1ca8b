"""What visitors come for, on a phone and with JavaScript off, in both languages."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.public_pages import page_types
from tests.browser.running_site import RunningSite


class Words(NamedTuple):
    """What a visitor of one language looks for and finds."""

    language: str
    other_language: str
    home: str
    network: str
    organisation: str
    other_network: str
    question: str
    answer: str
    directory: str
    country: str
    greece: str
    of_greece: str
    field: str
    of_nis: str
    overlaps: str
    help: str


SERBIAN = Words(
    language="sr-Latn",
    other_language="en",
    home="/",
    network="/mreze/at-mreza/",
    organisation="/organizacije/nzc-dimitrovgrad/",
    other_network="/mreze/zene-protiv-nasilja/",
    question="zene",
    answer="/mreze/zene-protiv-nasilja/",
    directory="/organizacije/",
    country="Moldavija",
    greece="Grčka",
    of_greece="Osmeh deteta",
    field="borba protiv trgovine ljudima",
    of_nis="Centar za devojke – Niš",
    overlaps="/preklapanja/",
    help="/pomoc/",
)
ENGLISH = Words(
    language="en",
    other_language="sr-Latn",
    home="/en/",
    network="/en/networks/at-network/",
    organisation="/en/organisations/independent-womens-centre-dimitrovgrad/",
    other_network="/en/networks/women-against-violence-network/",
    question="women",
    answer="/en/networks/women-against-violence-network/",
    directory="/en/organisations/",
    country="Moldova",
    greece="Greece",
    of_greece="The Smile of the Child",
    field="anti-trafficking",
    of_nis="Centre for Girls – Niš",
    overlaps="/en/overlaps/",
    help="/en/help/",
)


@pytest.fixture(params=[SERBIAN, ENGLISH], ids=["sr-Latn", "en"])
def words(request: pytest.FixtureRequest) -> Words:
    return request.param


@pytest.fixture
def phone(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """Open a small window without JavaScript."""
    context = browser.new_context(
        base_url=site.url, viewport={"width": 360, "height": 640}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def follow(page: Page, path: str) -> None:
    """Click the first link in sight that leads to `path`."""
    click(page, link_to(page, path), path)


def click(page: Page, link: Locator, path: str) -> None:
    """Click a link, or a part of one, and arrive at `path`."""
    link.click()
    expect(page).to_have_url(re.compile(re.escape(path) + r"(\?.*|#.*)?$"))
    expect(page.locator("h1")).to_be_visible()


def link_to(page: Page, path: str) -> Locator:
    return page.locator(f'main a[href="{path}"]:visible').first


def test_from_the_home_page_through_an_organisation_to_another_network(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    # In the picture a link reaches from the middle to its name, and those of others lie in between.
    click(phone, link_to(phone, words.network).locator(".ties__name").first, words.network)
    phone.go_back()
    click(phone, phone.locator(f'.all-networks a[href="{words.network}"]'), words.network)
    for path in (words.organisation, words.other_network):
        follow(phone, path)


# There and back is both directions, so one language to start from is enough.
@pytest.mark.parametrize("words", [SERBIAN], ids=["sr-Latn"], indirect=True)
def test_every_page_switches_to_its_own_twin_and_back(phone: Page, words: Words, site: RunningSite) -> None:
    for path in page_types(site, words.language):
        phone.goto(path)
        switch = phone.locator(f'.language-switch a[hreflang="{words.other_language}"]')
        if "fault" in path:
            expect(switch).to_have_count(0)
            continue
        switch.click()
        expect(phone.locator("html")).to_have_attribute("lang", words.other_language)
        phone.locator(f'.language-switch a[hreflang="{words.language}"]').click()
        # Where nothing is, the way leads home; a choice that nobody offers is not carried over.
        back = words.home if "nema-ovoga" in path else re.sub(r"mreza=nema-je&", "", path)
        expect(phone).to_have_url(site.url + back)


def test_search(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    phone.locator(".navigation a").last.click()
    phone.fill("input[type=search]", words.question)
    phone.click("[role=search] button")
    follow(phone, words.answer)


def choose(page: Page, **choices: str) -> Locator:
    """Choose in the directory's form, press its button and return the organisations that fit."""
    more = page.locator(".directory-form__more > summary")
    if choices and not page.locator("#facet-country").is_visible():
        more.click()
    for facet, label in choices.items():
        if facet in ("network", "field"):
            page.locator(".directory-form__several label", has_text=label).first.click()
            continue
        option = page.locator(f"#facet-{facet} option", has_text=label).first
        page.select_option(f"#facet-{facet}", str(option.get_attribute("value")))
    page.click(".directory-form__words button")
    # The page with the form looks much like the answer, and a click does not wait for one.
    page.wait_for_url("**#results")
    entries = page.locator(".directory-entry")
    expect(entries).to_have_count(int(page.locator(".results__number b").inner_text()))
    return entries


def test_choose_in_the_directory(phone: Page, words: Words) -> None:
    phone.goto(words.directory)
    phone.click(".directory-form__more > summary")
    option = phone.locator("#facet-country option", has_text=words.country)
    phone.select_option("#facet-country", str(option.get_attribute("value")))
    # Nothing moves until the button is pressed.
    expect(phone).to_have_url(re.compile(re.escape(words.directory) + "$"))
    expect(choose(phone).first).to_contain_text(words.country)


def test_a_journalist_finds_who_works_against_trafficking_in_nis(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    phone.locator(f'.navigation a[href="{words.directory}"]').click()
    entries = choose(phone, town="Niš", field=words.field)
    expect(entries).to_have_count(1)
    entries.locator("a", has_text=words.of_nis).click()
    expect(phone.locator("h1")).to_have_text(words.of_nis)


def test_an_adviser_finds_the_partner_for_missing_children_in_greece(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    phone.locator(f'.navigation a[href="{words.directory}"]').click()
    entries = choose(phone, network="Missing Children Europe", country=words.greece)
    expect(entries).to_have_count(1)
    entries.locator("a", has_text=words.of_greece).click()
    expect(phone.locator("main")).to_contain_text("Missing Children Europe")
    expect(phone.locator("main")).to_contain_text(words.greece)


def test_a_donor_finds_who_shares_most_networks_with_astra(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    follow(phone, words.overlaps)
    largest = phone.locator(".overlaps-shared__numbers li").first
    group = phone.locator(".overlaps-shared__group").first
    organisations = group.locator(".overlaps-shared__list > li")
    # "2 shared networks: 13 organisations": both numbers are those of the list that it leads to.
    networks, number = re.findall(r"\d+", largest.inner_text())
    largest.locator("a").click()
    expect(group.locator("h3")).to_be_in_viewport()
    expect(organisations).to_have_count(int(number))
    for organisation in organisations.all():
        expect(organisation.locator(".overlaps-shared__networks a")).to_have_count(int(networks))


def test_find_a_number_to_call(phone: Page, words: Words) -> None:
    phone.goto(words.network)
    numbers = phone.locator('footer a[href^="tel:"]')
    expect(numbers.first).to_have_attribute("href", "tel:116000")
    expect(numbers.nth(1)).to_have_attribute("href", "tel:+381117850000")
    phone.locator(f'.navigation a[href="{words.help}"]').click()
    for number in ("tel:116000", "tel:+381117850000"):
        expect(link_to(phone, number)).to_be_visible()


def test_leave(phone: Page, words: Words) -> None:
    phone.goto(words.home)
    with phone.expect_request("https://www.wikipedia.org/") as asked:
        phone.locator("a.exit-control").click(no_wait_after=True)
    assert asked.value.is_navigation_request()
