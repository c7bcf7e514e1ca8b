"""Pictures of every page type for people to look at: four widths, light and dark, every version.

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
from tests.browser.public_pages import LANGUAGES, VERSIONS, page_types  # noqa: E402
from tests.browser.running_site import RunningSite  # noqa: E402

PICTURES = ROOT / "var" / "screenshots"
WIDTHS = [360, 768, 1280, 1920]
SCHEMES: list[Any] = ["light", "dark"]
# What tests of all page types need not walk, and people should see: the other networks, each kind of
# organisation (contacts, none, former, ended, the longest name), and other answers of the same pages.
ALSO = {
    "sr-Latn": [
        *(f"/mreze/{slug}/" for slug in ("zene-protiv-nasilja", "missing-children-europe", "ein", "gmcn")),
        *(
            f"/organizacije/{slug}/"
            for slug in ("pag-asa", "sos-vlasotince", "thora-center", "gender-perspectives")
        ),
        *("/organizacije/amumra/", "/organizacije/?zemlja=RS&oblast=at", "/organizacije/?page=2"),
        *("/mapa/?zemlja=RS", "/mapa/?mreza=gaatw", "/preklapanja/?mreza=at-mreza&mreza=zene-protiv-nasilja"),
        *("/preklapanja/?mreza=nema-je", "/pretraga/?q=nestalo+dete", "/pretraga/?q=trgovna+ljudma"),
    ],
    "en": [
        *(f"/en/networks/{slug}/" for slug in ("women-against-violence-network", "missing-children-europe")),
        *("/en/networks/ein/", "/en/networks/gmcn/", "/en/organisations/pag-asa/"),
        *(
            f"/en/organisations/{slug}/"
            for slug in ("sos-hotline-vlasotince", "thora-center", "gender-perspectives")
        ),
        *("/en/organisations/amumra/", "/en/organisations/?country=RS&field=at", "/en/organisations/?page=2"),
        *("/en/map/?country=RS", "/en/map/?network=gaatw"),
        "/en/overlaps/?network=at-network&network=women-against-violence-network",
        *("/en/overlaps/?network=no-such", "/en/search/?q=my+child+is+missing", "/en/search/?q=traffiking"),
    ],
}


def file_name(path: str, width: int, scheme: str) -> str:
    """Return the name of a picture: its address in letters that every file system takes."""
    address = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-") or "home"
    return f"{address}_{width}_{scheme}.png"


def all_paths(site: RunningSite) -> list[str]:
    """Return what people should see in each version; in Cyrillic what is like that in Latin is left out."""
    latin = [path for language in LANGUAGES for path in (*page_types(site, language), *ALSO[language])]
    return [*latin, *(f"{VERSIONS['sr-Cyrl']}{path}" for path in page_types(site, "sr-Latn"))]


def take(browser: Browser, site: RunningSite, wanted: list[str]) -> int:
    """Take all pictures and return how many."""
    paths = all_paths(site)
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
