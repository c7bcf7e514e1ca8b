"""Error pages in the language of the address. All but that of 404 stand without a database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.editing import resending


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with a page that shows the way on."""
    with translation.override(languages.of_path(request.path_info)):
        return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the address or what was sent with it makes no sense, or the host is another one's."""
    advice = _("Something in the address is wrong. Please go on from here:")
    return _plain(request, 400, _("This request could not be understood"), advice)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer 403; with a `reason`, to a form that did not come from this site or was open for too long."""
    if reason and resending.is_form_of_staff(request) and resending.is_from_here(request):
        # She has logged in meanwhile, in another tab: the form is right but for its token.
        return resending.ask_again(request)
    advice = _("This page is not for everybody. Please go on from here:")
    if reason:
        advice = _("The form was open for too long. Go back, reload the page and try again.")
    return _plain(request, 403, _("This is not allowed"), advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    advice = _("The fault is ours, not yours. Please try again in a few minutes.")
    return _plain(request, 500, _("Something went wrong"), advice)


def _plain(request: HttpRequest, status: int, heading: Promise | str, advice: Promise | str) -> HttpResponse:
    context = {"status": status, "heading": heading, "advice": advice}
    with translation.override(languages.of_path(request.path_info)):
        return render(request, "error.html", context, status=status)
