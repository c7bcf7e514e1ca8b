"""What the first view of each page type costs a visitor on a slow and dear connection."""

import gzip
import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.public_pages import LONGEST_NETWORK, VERSIONS, page_types
from tests.browser.running_site import RunningSite

KB = 1024
BUDGETS = {
    "document": 14 * KB,
    "map": 14 * KB,
    "stylesheet": 8 * KB,
    "script": 3 * KB,
    "font": 25 * KB,
    "image": 60 * KB,
}
LONGEST_DOCUMENT = 25 * KB
TOTAL = 90 * KB
REQUESTS = 8
ICON = KB
MEANT_TO_FAIL = {"nema-ovoga": 404, "nema-je": 404, "no-such": 404, "fault": 500}
# Maps are drawn into the page itself and have a budget of their own.
MAP = re.compile(r'<svg class="map__picture.*?</svg>', re.DOTALL)


def packed(text: str) -> int:
    """Return the size of a text as a web server sends it."""
    return len(gzip.compress(text.encode(), 6))


def weights(responses: list[Response]) -> Counter[str]:
    """Return the transferred bytes of one page by kind."""
    found: Counter[str] = Counter({"icon": ICON})
    for answer in responses:
        kind = answer.request.resource_type
        if kind == "font":
            # It is packed as it is, and Chromium does not keep what was loaded ahead.
            found[kind] += int(answer.headers["content-length"])
        elif kind == "image" and "svg" not in answer.headers["content-type"]:
            found[kind] += len(answer.body())
        elif kind == "document":
            maps = "".join(MAP.findall(answer.text()))
            found["map"] += packed(maps) if maps else 0
            found[kind] += packed(MAP.sub("", answer.text()))
        else:
            found[kind] += packed(answer.text())
    return found


def problems_of(path: str, responses: list[Response]) -> list[str]:
    """Return what is too heavy in the answers to one page, and what is not there."""
    is_longest = path.removeprefix(VERSIONS["sr-Cyrl"]) in LONGEST_NETWORK.values()
    budgets = {**BUDGETS, "icon": ICON, "document": LONGEST_DOCUMENT if is_longest else BUDGETS["document"]}
    by_kind = weights(responses)
    problems = [
        f"{kind}: {weight} of {budgets.get(kind, 0)} bytes"
        for kind, weight in by_kind.items()
        if weight > budgets.get(kind, 0)
    ]
    if by_kind.total() > TOTAL:
        problems.append(f"{by_kind.total()} of {TOTAL} bytes in all")
    if len(responses) + 1 > REQUESTS:
        problems.append(f"{len(responses) + 1} requests: {[answer.url for answer in responses]}")
    expected = next((status for part, status in MEANT_TO_FAIL.items() if part in path), 200)
    for answer in responses:
        if answer.status != (expected if answer.request.resource_type == "document" else 200):
            problems.append(f"{answer.url} answered {answer.status}")
    return [f"{path}: {problem}" for problem in problems]


@pytest.mark.parametrize("language", VERSIONS)
def test_every_page_type_keeps_within_its_budget(browser: Browser, site: RunningSite, language: str) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    # Each view is a first view.
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    responses: list[Response] = []

    def note(response: Response) -> None:
        # The icon of the tab ("other") comes when the browser likes; every page has the same one.
        if response.request.resource_type != "other":
            responses.append(response)

    page.on("response", note)
    problems = []
    for path in page_types(site, language):
        responses.clear()
        page.goto(path)
        problems += problems_of(path, responses)
    icon = context.request.get(str(page.get_attribute("link[rel=icon]", "href")))
    assert icon.ok and len(icon.body()) < ICON
    context.close()
    assert not problems, "\n".join(problems)
