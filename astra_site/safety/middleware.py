"""Headers that protect a visitor, on every answer: pages, redirects, errors, static files, uploads."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from astra_site.safety import policies

GetResponse = Callable[[HttpRequest], HttpResponse]

PUBLIC_PERMISSIONS = policies.permissions_policy()
STAFF_PERMISSIONS = policies.permissions_policy(policies.STAFF_FEATURES)


class SafetyHeadersMiddleware:
    """Adds the headers, and takes care that no visitor is given a cookie.

    It stands outside all others but Django's two that add Content-Security-Policy and
    X-Frame-Options to whatever has none yet; so redirects, errors and files pass through it too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the safety headers."""
        response = self.get_response(request)
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-DNS-Prefetch-Control"] = "off"
        # The files of open data are for pages of other sites too, and say so themselves.
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        if request.path_info.startswith(settings.STAFF_PATHS):
            _protect_staff(response)
        else:
            _protect_visitor(request, response)
        return response


def _set_policy(response: HttpResponse, policy: dict[str, object]) -> None:
    # What Django's decorator csp_override does to the answer of one view.
    response._csp_config = policy  # type: ignore[attr-defined]


def _protect_staff(response: HttpResponse) -> None:
    # no-referrer makes browsers send "Origin: null" with a POST, which Django's CSRF check refuses.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = STAFF_PERMISSIONS
    # A preview comes through here a second time and has its own policies already.
    response.headers.setdefault("X-Frame-Options", "SAMEORIGIN")
    _set_policy(response, policies.STAFF_CSP)


def _protect_visitor(request: HttpRequest, response: HttpResponse) -> None:
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Permissions-Policy"] = PUBLIC_PERMISSIONS
    if getattr(request, "is_preview", False):
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        _set_policy(response, policies.PREVIEW_CSP)
    elif _is_upload(request, response):
        is_pdf = response.headers.get("Content-Type", "") == "application/pdf"
        _set_policy(response, policies.PDF_CSP if is_pdf else policies.UPLOAD_CSP)
        # It may be withdrawn, so a browser asks each time whether there still is one.
        response.headers.setdefault("Cache-Control", "no-cache")
        # Wagtail writes None where a document is not packed; curl takes that for a packing and gives up.
        if response.headers.get("Content-Encoding") == "None":
            del response.headers["Content-Encoding"]
    # A visitor's page posts no form and needs no cookie, so none leaves, whatever meant to set one.
    response.cookies.clear()


def _is_upload(request: HttpRequest, response: HttpResponse) -> bool:
    # The page that says that there is none is ours, and needs its styles and the script of the exit.
    return response.status_code < 400 and request.path_info.startswith(("/documents/", settings.MEDIA_URL))
