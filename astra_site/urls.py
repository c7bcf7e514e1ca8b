"""Every address of the site. Pages come last: they take what is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from astra_site.delivery import health
from astra_site.pages.robots import robots
from astra_site.pages.sitemap import sitemap
from astra_site.safety.security_txt import security_txt
from astra_site.safety.views import leave
from astra_site.search.views import search

# Elsewhere a web server serves them (docs/operations.md). Documents never: who may read them is asked first.
uploads = [re_path(r"^media/(?!documents/)(?P<path>.+)$", serve, {"document_root": settings.MEDIA_ROOT})]

urlpatterns = [
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("izlaz/", leave, name="exit"),
    path("pretraga/", search, name="search_sr_latn"),
    path("en/search/", search, name="search_en"),
    path("admin/", include("astra_site.pages.page_chooser")),
    path("admin/login/", include("astra_site.accounts.factors.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    *(uploads if settings.IS_LOCAL else []),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]

handler400 = "astra_site.pages.errors.bad_request"
handler403 = "astra_site.pages.errors.forbidden"
handler404 = "astra_site.pages.errors.not_found"
handler500 = "astra_site.pages.errors.server_error"
