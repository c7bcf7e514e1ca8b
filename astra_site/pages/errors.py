"""Error pages in the language of the address. All but that of 404 stand without a database."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from astra_site import languages
from astra_site.editing import resending

_GO_ON = _("Something in the address is wrong. Please go on from here:")
_SOON = _("The fault is ours, not yours. Please try again in a few minutes.")
_RESTING = _("The site is not there right now")
# What the web server in front of the site answers by itself, by status: heading and advice.
OF_WEB_SERVER = {
    400: (_("This request could not be understood"), _GO_ON),
    403: (_("This is not allowed"), _("This page is not for everybody. Please go on from here:")),
    404: (_("There is no such page"), _("The address may be mistyped, or the page has moved.")),
    413: (
        _("That is too large"),
        _("A file may have 10 MB. Go back: what was written is still in the form."),
    ),
    414: (_("This request could not be understood"), _("The address is too long.")),
    429: (_("That was too often"), _("Please wait a minute and try again.")),
    500: (_("Something went wrong"), _SOON),
    502: (_RESTING, _SOON),
    503: (_RESTING, _SOON),
    504: (_RESTING, _SOON),
}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with a page that shows the way on."""
    with translation.override(languages.of_path(request.path_info)):
        return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400: the address or what was sent with it makes no sense, or the host is another one's."""
    return of_web_server(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """Answer 403; with a `reason`, to a form that did not come from this site or was open for too long."""
    if reason and resending.is_form_of_staff(request) and resending.is_from_here(request):
        # She has logged in meanwhile, in another tab: the form is right but for its token.
        return resending.ask_again(request)
    heading, advice = OF_WEB_SERVER[403]
    if reason:
        advice = _("The form was open for too long. Go back, reload the page and try again.")
    return _plain(request, 403, heading, advice)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return of_web_server(request, 500)


def of_web_server(request: HttpRequest, status: int) -> HttpResponse:
    """Return the page for an answer that the web server gives by itself, as when the site does not run."""
    heading, advice = OF_WEB_SERVER[status]
    return _plain(request, status, heading, advice)


def _plain(request: HttpRequest, status: int, heading: Promise | str, advice: Promise | str) -> HttpResponse:
    context = {"status": status, "heading": heading, "advice": advice}
    with translation.override(languages.of_path(request.path_info)):
        return render(request, "error.html", context, status=status)
