"""Error pages in the language of the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from astra_site.pages import languages


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 with a page that shows the way on."""
    with translation.override(languages.of_address(request.path_info)):
        return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500. The template needs no database: that may be what failed."""
    with translation.override(languages.of_address(request.path_info)):
        return render(request, "500.html", status=500)
