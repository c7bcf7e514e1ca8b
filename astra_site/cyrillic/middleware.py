"""Answers /sr-cyrl/…: the Serbian page of the same address, in Cyrillic."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from astra_site import languages
from astra_site.cyrillic.names import NAMES
from astra_site.languages import script
from astra_site.serbian import cyrillic_markup
from astra_site.serbian.cyrillic import NamesAsShown, to_cyrillic

GetResponse = Callable[[HttpRequest], HttpResponse]


class CyrillicMiddleware:
    """Lets everything inside make the Latin page, and derives the Cyrillic one from it.

    Views, redirects and error pages see the Latin address, so each of them does there what it does
    here; what stands outside (headers, compression, caches) sees the address that was asked.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in Latin, or derive."""
        latin_path = script.without_prefix(request.path_info)
        if latin_path is None:
            return self.get_response(request)
        if request.path_info == script.PREFIX or not script.has_cyrillic(latin_path):
            return self._elsewhere(request, latin_path)
        asked = request.path, request.path_info
        request.path = request.path.removesuffix(request.path_info) + latin_path
        request.path_info = latin_path
        with script.cyrillic():
            response = derived(self.get_response(request), request)
        request.path, request.path_info = asked
        return response

    def _elsewhere(self, request: HttpRequest, path: str) -> HttpResponse:
        """Send on to what has no Cyrillic version; an address that means another host is not found."""
        if path.startswith("//"):
            with script.cyrillic():
                return derived(self.get_response(request), request)
        path = f"{script.PREFIX}/" if request.path_info == script.PREFIX else path
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def derived(response: HttpResponse, request: HttpRequest | None = None) -> HttpResponse:
    """Return `response` with its page in Cyrillic and its way on to Cyrillic pages."""
    if location := response.headers.get("Location"):
        response.headers["Location"] = script.in_cyrillic(location)
    response.headers["Content-Language"] = languages.html_code(languages.CYRILLIC)
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    html = response.content.decode(response.charset)
    response.content = in_cyrillic(html, request).encode(response.charset)
    if "Content-Length" in response.headers:
        response.headers["Content-Length"] = str(len(response.content))
    return response


def in_cyrillic(html: str, request: HttpRequest | None = None) -> str:
    """Return a finished Serbian page in Cyrillic."""
    return cyrillic_markup.in_cyrillic(html, _text_with(NAMES.get(request)), script.in_cyrillic)


@lru_cache(maxsize=2)
def _text_with(names: NamesAsShown) -> Callable[[str], str]:
    """Return what writes a text with these names: one and the same as long as they are."""
    return lambda text: to_cyrillic(text, names)
