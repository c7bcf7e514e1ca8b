"""Pictures of every page type for people to look at: four widths, light and dark, both languages.

`make screenshots` calls this; it starts a site of its own with the starter content. Words after it
keep only the pages whose address holds one of them: `screenshots.py mreze organisations`.
"""

import re
import shutil
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))
from tests.browser.by_hand import site_and_browser  # noqa: E402
from tests.browser.public_pages import LANGUAGES, page_types  # noqa: E402
from tests.browser.running_site import RunningSite  # noqa: E402

PICTURES = ROOT / "var" / "screenshots"
WIDTHS = [360, 768, 1280, 1920]
SCHEMES: list[Any] = ["light", "dark"]


def file_name(path: str, width: int, scheme: str) -> str:
    """Return the name of a picture: its address in letters that every file system takes."""
    address = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    return f"{address}_{width}_{scheme}.png"


def take(browser: Browser, site: RunningSite, wanted: list[str]) -> int:
    """Take all pictures and return how many."""
    paths = [path for language in LANGUAGES for path in page_types(site, language)]
    if wanted:
        paths = [path for path in paths if any(word in path for word in wanted)]
    for width in WIDTHS:
        context = browser.new_context(base_url=site.url, viewport={"width": width, "height": 800})
        page = context.new_page()
        for path in paths:
            page.goto(path)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.screenshot(path=PICTURES / file_name(path, width, scheme), full_page=True)
        context.close()
    return len(paths) * len(WIDTHS) * len(SCHEMES)


def main() -> None:
    """Put fresh pictures in the place of the old ones."""
    with site_and_browser() as (site, browser):
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True)
        number = take(browser, site, sys.argv[1:])
    print(f"{number} pictures in {PICTURES.relative_to(ROOT)}/")  # noqa: T201


if __name__ == "__main__":
    main()
