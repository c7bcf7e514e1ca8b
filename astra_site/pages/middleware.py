"""The language of a request is the language of its address, and nothing else."""

from collections.abc import Callable
from urllib.parse import urlparse

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect

from astra_site import languages
from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration
from astra_site.pages import routing
from astra_site.pages.redirect_settings import may_lead_to

GetResponse = Callable[[HttpRequest], HttpResponse]

_OLD_PATHS = PerGeneration[frozenset[str]]()


class LanguageFromURLMiddleware:
    """Activates the address's language.

    Instead of Django's LocaleMiddleware, which also looks at Accept-Language and says so in Vary:
    then one address would have many answers and no cache could keep them. The admin activates
    each person's own choice by itself.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the address."""
        language = languages.of_path(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", languages.html_code(language))
        return response


class EveryPageIsPublicMiddleware:
    """Tells Wagtail's templates that no page is behind a password, which is not offered (`BasePage`).

    They would ask the database for each view of a page's title in the admin.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set what `test_page_is_public` keeps on the request."""
        request.all_page_view_restriction_paths = ()  # type: ignore[attr-defined]
        return self.get_response(request)


class KnownRedirectMiddleware(RedirectMiddleware):
    """Looks for a redirect only where there may be one: most of what is not there never was."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Lead on from an address that has a redirect."""
        if response.status_code == 404 and GENERATION.current is not None:
            path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
            ways = {path, urlparse(path).path}
            known = _OLD_PATHS.get("all", _read_old_paths)
            if known.isdisjoint(ways | {uri_to_iri(way) for way in ways}):
                return response
        led = super().process_response(request, response)
        # Nothing that was written past the form leads to a site that no owner has allowed.
        return led if led is response or may_lead_to(led.headers["Location"]) else response


def _read_old_paths() -> frozenset[str]:
    return frozenset(Redirect.objects.values_list("old_path", flat=True))


class OtherLanguageRedirectMiddleware:
    """Sends /en/mreze/ to /en/networks/ and /networks/ to /mreze/ for good.

    Only when the whole path is a page's address in the other language; all else stays a 404.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Send a visitor on when a page has this address in the other language."""
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        language = languages.of_path(request.path_info)
        path = request.path_info.removeprefix("/en") if language == languages.ENGLISH else request.path_info
        twin = routing.find_twin(request, path, language)
        if not twin or twin == request.path_info:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{twin}?{query}" if query else twin)
