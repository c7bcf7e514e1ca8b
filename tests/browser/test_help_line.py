"""One tap to someone who answers, from any page, on the first screen of a phone, without a script."""

import pytest
from playwright.sync_api import Browser

from tests.browser.public_pages import LANGUAGES, page_types
from tests.browser.running_site import RunningSite

PHONE = {"width": 360, "height": 740}
# The first number: in sight, big enough for a thumb, below the exit and not over anything.
FIRST_CALL = """() => {
  const found = [];
  const call = document.querySelector('a[href^="tel:"]');
  if (!call) return ["no number to call"];
  const box = call.getBoundingClientRect();
  const exit = document.querySelector(".exit-control").getBoundingClientRect();
  const heading = document.querySelector("h1").getBoundingClientRect();
  if (box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth) {
    found.push("the first number is not on the first screen");
  }
  if (box.height < 44 || box.width < 44) found.push("small: " + box.width + " x " + box.height);
  if (!call.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2))) {
    found.push("the first number is covered");
  }
  if (exit.top < 0 || exit.bottom > box.top) found.push("the exit is not above the number");
  if (heading.top < box.bottom || heading.bottom > innerHeight) {
    found.push("the heading is not in sight below: " + heading.top + " to " + heading.bottom);
  }
  return found;
}"""
# Wide: beside the exit in the same bar, in sight however far one has scrolled.
BESIDE_THE_EXIT = """() => {
  scrollTo(0, document.body.scrollHeight);
  const box = document.querySelector('a[href^="tel:"]').getBoundingClientRect();
  const exit = document.querySelector(".exit-bar").getBoundingClientRect();
  const more = document.querySelector(".exit-bar > :last-child").getBoundingClientRect();
  return box.top >= exit.top && box.bottom <= exit.bottom && box.left > more.right && exit.top === 0;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_tap_from_any_page_to_someone_who_answers(
    browser: Browser, site: RunningSite, language: str
) -> None:
    context = browser.new_context(base_url=site.url, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    problems = []
    for path in page_types(site, language):
        page.goto(path)
        problems += [f"{path}: {problem}" for problem in page.evaluate(FIRST_CALL)]
    context.close()
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("width", [1024, 1280, 1920])
@pytest.mark.parametrize("path", ["/", "/en/", "/en/fault/"])
def test_on_a_wide_screen_the_numbers_stay_beside_the_exit(
    browser: Browser, site: RunningSite, path: str, width: int
) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 600})
    page = context.new_page()
    page.goto(path)
    assert page.evaluate(BESIDE_THE_EXIT)
    context.close()
