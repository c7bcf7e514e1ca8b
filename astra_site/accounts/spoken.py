"""In which language the pages before the admin speak: nobody knows yet who is reading them.

What somebody chose there by a link is kept by her browser, for the pages of staff alone, and so is what the
admin spoke to whoever logged in there last; else it is what her browser asks for. Whoever has chosen a
language in her account has that one once she has given her password.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from astra_site.accounts import staff_cookies
from astra_site.accounts.models import User

PARAMETER = "language"
_CYRILLIC = "sr-cyrl"
# Browsers have more names for Serbian, and for what its readers read as well.
_READ_IN = {"en": "en", **dict.fromkeys(("sr", "bs", "cnr", "hr", "me", "sh"), settings.LANGUAGE_CODE)}


class SpokenMiddleware:
    """Speaks the language of whoever stands before the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in it, and keep it if somebody has chosen it."""
        if not request.path.startswith(settings.STAFF_PATHS):
            return self.get_response(request)
        vars(request)["languages_to_choose"] = settings.WAGTAILADMIN_PERMITTED_LANGUAGES
        chosen = _known(request.GET.get(PARAMETER))
        with translation.override(chosen or _remembered(request) or translation.get_language()):
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        if chosen:
            _remember(response, chosen)
        return response


def keep(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """Speak at the door as inside, when the session of `person` is over."""
    profile = getattr(person, "wagtail_userprofile", None)
    chosen = _known(profile.preferred_language) if profile else ""
    _remember(
        response,
        chosen or _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)) or settings.LANGUAGE_CODE,
    )


def _remembered(request: HttpRequest) -> str:
    kept = _known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME))
    # Inside, what a browser asks for is nobody's choice: many of ours ask for English.
    return kept or ("" if request.user.is_authenticated else _of_browser(request))


def _of_browser(request: HttpRequest) -> str:
    for asked, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if asked.startswith(_CYRILLIC):
            return _CYRILLIC
        if found := _READ_IN.get(asked.partition("-")[0]):
            return found
    return settings.LANGUAGE_CODE


def _known(language: str | None) -> str:
    return language if language and language in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else ""


def _remember(response: HttpResponse, language: str) -> None:
    staff_cookies.remember(response, settings.LANGUAGE_COOKIE_NAME, language)
