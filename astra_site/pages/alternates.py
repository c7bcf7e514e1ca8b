"""Alternate URLs: what one thing is called in each version of the site, for hreflang, switch and sitemap.

A thing is a page or whatever else has an address of its own (an organisation): it answers
`url_in(language)` and `is_translated(language)`.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from django.http import HttpRequest
from wagtail.models import Site

from astra_site import languages
from astra_site.languages import script
from astra_site.pages import sites


class HasURLs(Protocol):
    """Something that has an address in each language."""

    def url_in(self, language: str) -> str | None:
        """Return the address without the host."""

    def is_translated(self, language: str) -> bool:
        """Tell whether it is worth finding in `language`."""


class WithParameters(NamedTuple):
    """A thing with what a visitor has chosen of it in its address, in the words of each language."""

    thing: HasURLs
    # By language, without the question mark; empty for the thing itself.
    query: Callable[[str], str]
    # A part of something is not worth finding by itself.
    is_whole: bool = False

    def url_in(self, language: str) -> str | None:
        """Return the address without the host."""
        url, query = self.thing.url_in(language), self.query(language)
        return f"{url}?{query}" if url and query else url

    def is_translated(self, language: str) -> bool:
        """Tell whether it is worth finding in `language`."""
        return self.is_whole and self.thing.is_translated(language)


class Alternate(NamedTuple):
    """One language version: the code as hreflang writes it, and the full address."""

    hreflang: str
    url: str


def url_in(thing: HasURLs, version: str) -> str | None:
    """Return the address of `thing` in a version of the site, without the host."""
    url = thing.url_in(languages.source_of(version))
    return script.in_cyrillic(url) if url and version == languages.CYRILLIC else url


def full_url(thing: HasURLs, version: str, request: HttpRequest | None) -> str:
    """Return the address of `thing` in a version of the site with scheme and host."""
    return root_url(request) + (url_in(thing, version) or "/")


def root_url(request: HttpRequest | None) -> str:
    """Return scheme and host of the site that the request asked, or of the default site."""
    site = sites.site_of(request) if request else None
    return (site or Site.objects.get(is_default_site=True)).root_url


def alternates(thing: HasURLs, request: HttpRequest | None) -> list[Alternate]:
    """Return every language version that is complete enough to be found, and x-default."""
    found = [
        Alternate(languages.html_code(version), full_url(thing, version, request))
        for version in languages.VERSIONS
        if thing.is_translated(languages.source_of(version))
    ]
    return [*found, Alternate("x-default", full_url(thing, languages.SOURCE, request))]


def sitemap_entries(thing: HasURLs, request: HttpRequest | None, lastmod: object = None) -> list[dict]:
    """Return one sitemap entry per version, each with the other ones beside it."""
    links = [{"lang_code": link.hreflang, "location": link.url} for link in alternates(thing, request)]
    return [
        {"location": link.url, "lastmod": lastmod, "alternates": links}
        for link in alternates(thing, request)
        if link.hreflang != "x-default"
    ]
