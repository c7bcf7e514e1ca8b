"""The pages that the tests of access, layout and weight walk: every page type, and its special cases."""

import re
from urllib.parse import urlsplit
from urllib.request import urlopen

from tests.browser.running_site import RunningSite

LANGUAGES = {"sr-Latn": "", "en": "/en"}
# The Cyrillic pages are the Serbian ones once more; what depends on letters is looked at there too.
VERSIONS = {**LANGUAGES, "sr-Cyrl": "/sr-cyrl"}
INDEXES = {"sr-Latn": ("/mreze/", "/organizacije/"), "en": ("/en/networks/", "/en/organisations/")}
LONGEST_NETWORK = {
    "sr-Latn": "/mreze/la-strada-international/",
    "en": "/en/networks/la-strada-international/",
}
# One network of each kind, and what no sitemap lists: choices, answers to a question, errors.
CHOSEN = {
    "sr-Latn": [
        "/mreze/at-mreza/",
        "/mreze/preugovor/",
        "/mreze/ban/",
        LONGEST_NETWORK["sr-Latn"],
        "/mreze/gaatw/",
        "/mreze/ecosoc/",
        "/organizacije/astra/",
        "/organizacije/?mreza=ban",
        "/organizacije/?mreza=ecosoc&zemlja=AR",
        "/organizacije/?mreza=nema-je&zemlja=AR",
        "/pretraga/",
        "/pretraga/?q=zene",
        "/pretraga/?q=qwxqwx",
        "/nema-ovoga/",
        "/fault/",
    ],
    "en": [
        "/en/networks/at-network/",
        "/en/networks/preugovor/",
        "/en/networks/ban/",
        LONGEST_NETWORK["en"],
        "/en/networks/gaatw/",
        "/en/networks/ecosoc/",
        "/en/organisations/astra-anti-trafficking-action/",
        "/en/organisations/?network=ban",
        "/en/organisations/?network=ecosoc&country=AR",
        "/en/organisations/?network=no-such&country=AR",
        "/en/search/",
        "/en/search/?q=women",
        "/en/search/?q=qwxqwx",
        "/en/nema-ovoga/",
        "/en/fault/",
    ],
}


def sitemap_paths(site: RunningSite) -> list[str]:
    """Return every address of the sitemap, in both languages."""
    with urlopen(f"{site.url}/sitemap.xml", timeout=20) as answer:
        addresses = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    return [urlsplit(address).path for address in addresses]


def page_types(site: RunningSite, language: str) -> list[str]:
    """Return addresses of every page type in `language`, or of the Serbian ones in Cyrillic.

    Of networks and organisations some are enough; of all else the sitemap names each, so a page
    type that is new is walked without a change here.
    """
    if language not in LANGUAGES:
        return [f"{VERSIONS[language]}{path}" for path in page_types(site, "sr-Latn")]
    of_many = tuple(INDEXES[language])
    found = [
        path
        for path in sitemap_paths(site)
        if not path.startswith("/sr-cyrl/")
        and path.startswith("/en/") == (language == "en")
        and (path in of_many or not path.startswith(of_many))
    ]
    return [*found, *CHOSEN[language]]
