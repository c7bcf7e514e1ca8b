"""What the first view of each page type costs a visitor on a slow and dear connection."""

import gzip
from collections import Counter

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.conftest import RunningSite
from tests.browser.public_pages import LANGUAGES, LONGEST_NETWORK, page_types

KB = 1024
BUDGETS = {"document": 14 * KB, "stylesheet": 8 * KB, "script": 3 * KB, "font": 0, "image": 60 * KB}
LONGEST_DOCUMENT = 25 * KB
MAP = 14 * KB
TOTAL = 90 * KB
REQUESTS = 8
ICON = KB
MEANT_TO_FAIL = {"nema-ovoga": 404, "fault": 500}


def transferred(response: Response) -> int:
    """Return the size of the body as a web server with gzip sends it."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    is_text = kind.startswith("text/") or "svg" in kind or "javascript" in kind or "json" in kind
    return len(gzip.compress(body, 6)) if is_text else len(body)


def budget_problems(path: str, responses: list[Response]) -> list[str]:
    """Return what is too heavy in the answers to one page."""
    weights = [(answer, transferred(answer)) for answer in responses]
    by_kind: Counter[str] = Counter()
    for answer, weight in weights:
        by_kind[answer.request.resource_type] += weight
    budgets = {**BUDGETS, "document": LONGEST_DOCUMENT if path in LONGEST_NETWORK.values() else 14 * KB}
    problems = [
        f"{path}: {kind} {weight} of {budgets.get(kind, 0)} bytes"
        for kind, weight in by_kind.items()
        if weight > budgets.get(kind, 0)
    ]
    problems += [
        f"{path}: {answer.url} {weight} of {MAP} bytes"
        for answer, weight in weights
        if "svg" in answer.headers.get("content-type", "") and weight > MAP
    ]
    if sum(by_kind.values()) + ICON > TOTAL:
        problems.append(f"{path}: {sum(by_kind.values()) + ICON} of {TOTAL} bytes in all")
    if len(responses) + 1 > REQUESTS:
        problems.append(f"{path}: {len(responses)} requests, {[answer.url for answer in responses]}")
    return problems


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_type_keeps_within_its_budget(browser: Browser, site: RunningSite, language: str) -> None:
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 720})
    page = context.new_page()
    # Each view is a first view.
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    responses: list[Response] = []
    failed: list[str] = []
    # The icon of the tab ("other") comes when the browser likes; every page has the same one.
    page.on(
        "response",
        lambda response: response.request.resource_type == "other" or responses.append(response),
    )
    page.on("requestfailed", lambda request: failed.append(request.url))
    problems = []
    for path in page_types(site, language):
        responses.clear()
        page.goto(path)
        problems += budget_problems(path, responses)
        expected = next((status for part, status in MEANT_TO_FAIL.items() if part in path), 200)
        for answer in responses:
            if answer.status != (expected if answer.request.resource_type == "document" else 200):
                problems.append(f"{path}: {answer.url} answered {answer.status}")
    icon = context.request.get(str(page.get_attribute("link[rel=icon]", "href")))
    assert icon.ok and len(icon.body()) < ICON
    context.close()
    assert not problems and not failed, "\n".join([*problems, *failed])
