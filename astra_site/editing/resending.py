"""What was written is never lost: neither to an ended session nor to scripts that did not load.

A form that arrives after the session has ended is answered with a page that holds all its fields, and
sends them again once its person has logged in. One that arrives without what Wagtail's scripts add is
answered with a sentence and with what was written, to be copied.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from wagtail.admin.localization import get_localized_response

from astra_site.accounts import gate

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field
# Fields that a script fills in; nobody wrote them.
_OF_SCRIPTS = ("{", "[")
# Where somebody comes who is not logged in yet.
_DOORS = (
    "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset", "second_factor", "enrol",
    "recovery_codes", "skip_second_factor", "confirm",
)  # fmt: skip


class NothingIsLostMiddleware(MiddlewareMixin):
    """Answers forms that cannot be taken as they are."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Keep the fields of a form whose session has ended."""
        match = request.resolver_match
        is_door = bool(match and match.view_name.startswith(_DOORS))
        if not is_form_of_staff(request) or is_door or not must_wait(request):
            return None
        if "application/json" in request.headers.get("Accept", ""):
            message = _("You have been logged out. Press “Save” to keep what you wrote.")
            refusal = {"success": False, "error_code": "logged_out", "error_message": message}
            return JsonResponse(refusal, status=403)
        return ask_again(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a form without the counters of its blocks."""
        is_incomplete = isinstance(exception, MultiValueDictKeyError) and is_form_of_staff(request)
        return incomplete(request) if is_incomplete else None


def is_form_of_staff(request: HttpRequest) -> bool:
    """Tell whether a page of the admin has sent a form; its scripts get Wagtail's own answers."""
    is_by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return request.method == "POST" and request.path.startswith(settings.STAFF_PATHS) and not is_by_script


def must_wait(request: HttpRequest) -> bool:
    """Tell whether a form is kept until its person has logged in, or has confirmed that it is she."""
    return not request.user.is_authenticated or gate.must_confirm(request)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether the browser says that the form stood on a page of this very site."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin", "")
    return bool(origin) and urlsplit(origin).netloc == request.get_host()


def ask_again(request: HttpRequest) -> HttpResponse:
    """Answer with a page that holds the fields of the form and sends them again, in its person's language."""
    return get_localized_response(_page_with_fields, request)


def _page_with_fields(request: HttpRequest) -> HttpResponse:
    fields = [(name, value) for name, values in request.POST.lists() if name != _TOKEN for value in values]
    must_confirm = gate.must_confirm(request)
    heading = _("You have been logged out, but nothing is lost")
    if must_confirm:
        heading = _("Confirm that it is you; nothing is lost")
    context = {
        "fields": fields,
        "has_files": bool(request.FILES),
        "login_url": reverse("confirm" if request.user.is_authenticated else "wagtailadmin_login"),
        "must_confirm": must_confirm,
        "heading": heading,
        "address": request.get_full_path(),
    }
    response = render(request, "admin/send_again.html", context, status=403)
    add_never_cache_headers(response)
    return response


def incomplete(request: HttpRequest) -> HttpResponse:
    """Answer that nothing was saved, and show what was written, in its person's language."""
    return get_localized_response(_page_with_texts, request)


def _page_with_texts(request: HttpRequest) -> HttpResponse:
    texts = [(name, value) for name, value in request.POST.items() if name != _TOKEN and _is_written(value)]
    context = {"texts": texts, "address": request.get_full_path()}
    response = render(request, "admin/incomplete_form.html", context, status=400)
    add_never_cache_headers(response)
    return response


def _is_written(value: object) -> bool:
    return isinstance(value, str) and len(value) > 1 and not value.startswith(_OF_SCRIPTS)
