"""The sitemap: one file, or the index of several where there are more addresses than one should hold."""

from collections.abc import Iterator
from itertools import islice

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.sitemaps import Sitemap

from astra_site.caching import cacheable
from astra_site.pages.alternates import root_url

MOST = 5000
PART = "p"
LONGEST_NUMBER = 6
TYPE = "application/xml"


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with all addresses, with one part of them, or with where the parts are.

    Raises:
        Http404: there is no such part.
    """
    asked = request.GET.get(PART, "")
    response = _urlset(request, _part(request, asked)) if asked else _whole(request)
    response["X-Robots-Tag"] = "noindex, noodp, noarchive"
    cacheable.mark(request, response, cacheable.QueryParameters(frozenset({PART})))
    return response


def _entries(request: HttpRequest) -> Iterator[dict]:
    for page in Sitemap(request).items():
        yield from page.get_sitemap_urls(request)


def _whole(request: HttpRequest) -> HttpResponse:
    entries = _entries(request)
    first = list(islice(entries, MOST))
    others = sum(1 for _entry in entries)
    return _index(request, 1 + -(-others // MOST)) if others else _urlset(request, first)


def _part(request: HttpRequest, asked: str) -> list[dict]:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_NUMBER else 0
    found = list(islice(_entries(request), (number - 1) * MOST, number * MOST)) if number else []
    if not found:
        raise Http404
    return found


def _urlset(request: HttpRequest, entries: list[dict]) -> HttpResponse:
    return render(request, "sitemap.xml", {"urlset": entries}, content_type=TYPE)


def _index(request: HttpRequest, parts: int) -> HttpResponse:
    url = f"{root_url(request)}{request.path}?{PART}="
    places = [{"location": f"{url}{number}"} for number in range(1, parts + 1)]
    return render(request, "sitemap_index.xml", {"sitemaps": places}, content_type=TYPE)
