"""The site's addresses, and one page that fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from astra_site import urls

handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500


def fail(request: HttpRequest) -> HttpResponse:
    """Fail as a page with a fault in it does."""
    raise RuntimeError("a fault on purpose")


urlpatterns = [
    path("fault/", fail),
    path("en/fault/", fail),
    *urls.urlpatterns,
]
