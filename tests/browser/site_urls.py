"""The site's addresses, one page that fails, and uploads, which a web server serves elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.static import serve

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
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    *urls.urlpatterns,
]
