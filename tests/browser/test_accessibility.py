"""What axe finds on every page type and block: nothing, in both languages, light and dark."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.admin import code_of, give_password, let_in
from tests.browser.public_pages import VERSIONS, page_types
from tests.browser.running_site import STAFF_NAME, RunningSite
from tests.browser.test_door import MAKE, NAME, give_code

SCHEMES: list[Any] = ["light", "dark"]
WIDTHS = [320, 1280]
# WCAG AAA, for what must be found and read by anybody at any time.
STRICT_RULE, STRICT_PARTS = "color-contrast-enhanced", ":is(.exit-bar, .help-line, .hotline, .ways-on)"
ONLY_THERE = json.dumps({"rules": [{"id": STRICT_RULE, "selector": f"{STRICT_PARTS}, {STRICT_PARTS} *"}]})
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # axe leaves these off unless they are named.
    "rules": {"target-size": {"enabled": True}, STRICT_RULE: {"enabled": True}},
    "resultTypes": ["violations"],
}
# Nothing but colours differs between light and dark.
COLOUR_RULES = {
    "runOnly": ["color-contrast", STRICT_RULE, "link-in-text-block"],
    "resultTypes": ["violations"],
}
# Contrast as for everybody; the strict one is for what visitors must find.
OF_STAFF = {**RULES, "rules": {"target-size": {"enabled": True}, STRICT_RULE: {"enabled": False}}}
# A block is a part of a page, whose heading stands above it.
BLOCK_RULES = {**RULES, "rules": {**RULES["rules"], "page-has-heading-one": {"enabled": False}}}
BLOCKS = """
from networks.blocks import streams
from wagtail.blocks import StreamBlock
for name, stream in vars(streams).items():
    if name.endswith("StreamBlock") and issubclass(stream, StreamBlock):
        for block in stream().child_blocks.values():
            print(block.definition_prefix)
"""


@pytest.fixture
def page(browser: Browser, site: RunningSite) -> Iterator[Page]:
    """Open a tab whose pages all have axe in them: brought for each look, its half a megabyte takes time."""
    # The policy refuses scripts from elsewhere, which axe is; test_privacy.py looks at the policy.
    context = browser.new_context(base_url=site.url, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(f"{Axe().axe_script}\naxe.configure({ONLY_THERE})")
    yield context.new_page()
    context.close()


def look(page: Page, where: str, rules: dict[str, Any]) -> list[str]:
    """Return what axe finds on the page as it is now."""
    answer = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return [
        f"{where}: {found['id']} {node['target']} {node['html'][:150]} {node['failureSummary']}"
        for found in answer
        for node in found["nodes"]
    ]


@pytest.mark.parametrize("language", VERSIONS)
def test_axe_finds_nothing_on_any_page_type(page: Page, site: RunningSite, language: str) -> None:
    problems = []
    for path in page_types(site, language):
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 720})
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                rules = RULES if scheme == "light" else COLOUR_RULES
                problems += look(page, f"{path} {scheme} {width}", rules)
    assert not problems, "\n".join(problems)


def test_axe_finds_nothing_in_any_block(page: Page, site: RunningSite) -> None:
    let_in(page, site)
    problems = []
    blocks = sorted(set(site.run(BLOCKS).split()))
    assert len(blocks) > 10
    for block in blocks:
        page.goto(f"/admin/block-preview/?id={block}")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            problems += look(
                page, f"{page.title()} {scheme}", BLOCK_RULES if scheme == "light" else COLOUR_RULES
            )
    assert not problems, "\n".join(problems)


def test_axe_finds_nothing_at_the_door(page: Page, site: RunningSite) -> None:
    problems = []

    def look_in_both_colours(where: str) -> None:
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # Wagtail's colours go over slowly into others.
            page.reload()
            problems.extend(look(page, f"{where} {scheme}", OF_STAFF))

    page.goto("/admin/login/")
    look_in_both_colours("login")
    give_password(page, STAFF_NAME)
    page.wait_for_url("**/admin/login/code/**")
    look_in_both_colours("code")
    page.context.clear_cookies()
    site.run(MAKE)
    give_password(page, NAME)
    page.wait_for_url("**/admin/login/set-up/**")
    look_in_both_colours("set-up")
    give_code(page, code_of("".join(page.locator("main code").inner_text().split())))
    page.wait_for_url("**/admin/login/recovery-codes/**")
    look_in_both_colours("recovery codes")
    page.goto("/admin/account/second-factors/")
    look_in_both_colours("second factors")
    assert not problems, "\n".join(problems)
