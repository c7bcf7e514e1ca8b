"""Maps and what stands beside them as people meet them: on a phone, with a mouse, in both languages."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.running_site import RunningSite

MAPS = ["/mapa/", "/en/map/", "/mreze/la-strada-international/", "/mreze/at-mreza/"]
# Of every dot that is a link: how wide it is, and whether it can be hit in its middle.
LINKS = """(links) => links.map((link) => {
  link.scrollIntoView({ block: "center" });
  const box = link.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return [box.width, Boolean(hit && hit.closest("a") === link)];
})"""
OVERLAPS = """(names) => {
  const boxes = names.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
  return boxes.flatMap((one, place) => boxes.slice(place + 1).filter((other) =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top + one.height * 0.15 < other.bottom - other.height * 0.15 &&
    other.top + other.height * 0.15 < one.bottom - one.height * 0.15)).length;
}"""


@pytest.fixture
def phone(browser: Browser, site: RunningSite):
    context = browser.new_context(base_url=site.url, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", MAPS)
def test_dots_are_large_enough_to_hit_and_names_do_not_touch(path: str, page: Page) -> None:
    for width in (768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        links = page.locator(".map__links a").evaluate_all(LINKS)
        assert links
        assert all(size >= 24 and is_hit for size, is_hit in links)
        assert page.locator(".map__name").evaluate_all(OVERLAPS) == 0


@pytest.mark.parametrize("path", MAPS)
def test_on_a_phone_dots_have_their_numbers_and_are_no_links(path: str, phone: Page) -> None:
    phone.goto(path)
    assert not phone.locator(".map__links a").first.is_visible()
    numbers = phone.locator(".map__number")
    assert numbers.count() > 3
    assert all(number.is_visible() for number in numbers.all())


def test_numbers_of_dots_are_as_light_as_text_in_the_dark(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/mapa/")
    number = page.locator(".map__number:not(.map__number--ours)").first
    text = page.evaluate("getComputedStyle(document.body).color")
    assert number.evaluate("one => getComputedStyle(one).fill") == text


def test_a_dot_leads_to_its_line_of_the_list(page: Page) -> None:
    page.goto("/mapa/")
    link = page.locator(".map__links a").first
    link.click()
    expect(page.locator(str(link.get_attribute("href")))).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/mreze/at-mreza/", "/en/networks/ein/"])
def test_on_a_phone_the_story_begins_on_the_second_screen_at_the_latest(path: str, phone: Page) -> None:
    phone.goto(path)
    story = phone.locator(".network__body > *").first.bounding_box()
    facts = phone.locator(".fact-list").bounding_box()
    assert story and facts
    assert story["y"] < 2 * 740
    assert story["y"] < facts["y"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/preklapanja/", "AT mreža i Žene protiv nasilja"),
        ("/en/overlaps/", "AT Network and Women Against Violence"),
    ],
)
def test_on_a_phone_pairs_that_exist_stand_instead_of_noughts(path: str, words: str, phone: Page) -> None:
    phone.goto(path)
    expect(phone.locator(".overlaps__table")).not_to_be_visible()
    phone.locator(".overlaps__pair", has_text=words).click()
    expect(phone.locator(".overlaps-pair")).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_of_the_table_says_aloud_which_two_networks_it_is_of(page: Page) -> None:
    page.goto("/preklapanja/")
    expect(page.get_by_role("link", name="4: AT mreža i Žene protiv nasilja").first).to_be_visible()
