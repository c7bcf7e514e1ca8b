"""The addresses of one thing in both languages: hreflang, canonical, the switch, the sitemap.

A thing is a page or whatever else has an address of its own (an organisation): it answers
`address_in(language)` and `is_translated(language)`.
"""

from typing import NamedTuple, Protocol

from django.http import HttpRequest
from wagtail.models import Site

from astra_site import languages
from astra_site.pages import sites


class Addressed(Protocol):
    """Something that has an address in each language."""

    def address_in(self, language: str) -> str | None:
        """Return the address without the host."""

    def is_translated(self, language: str) -> bool:
        """Tell whether it is worth finding in `language`."""


class Alternate(NamedTuple):
    """One language version: the code as hreflang writes it, and the full address."""

    hreflang: str
    address: str


def full_address(thing: Addressed, language: str, request: HttpRequest | None) -> str:
    """Return the address of `thing` in `language` with scheme and host."""
    return root_url(request) + (thing.address_in(language) or "/")


def root_url(request: HttpRequest | None) -> str:
    """Return scheme and host of the site that the request asked, or of the default site."""
    site = sites.site_of(request) if request else None
    return (site or Site.objects.get(is_default_site=True)).root_url


def alternates(thing: Addressed, request: HttpRequest | None) -> list[Alternate]:
    """Return every language version that is complete enough to be found, and x-default."""
    found = [
        Alternate(languages.html_code(language), full_address(thing, language, request))
        for language in languages.CODES
        if thing.is_translated(language)
    ]
    return [*found, Alternate("x-default", full_address(thing, languages.SOURCE, request))]


def sitemap_entries(thing: Addressed, request: HttpRequest | None, lastmod: object = None) -> list[dict]:
    """Return one sitemap entry per language, each with the other ones beside it."""
    links = [{"lang_code": link.hreflang, "location": link.address} for link in alternates(thing, request)]
    return [
        {"location": link.address, "lastmod": lastmod, "alternates": links}
        for link in alternates(thing, request)
        if link.hreflang != "x-default"
    ]
