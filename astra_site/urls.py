"""Every address of the site. Pages come last: they take what is left."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from astra_site.accounts.new_password import by_link
from astra_site.delivery import health
from astra_site.pages.robots import robots
from astra_site.pages.sitemap import sitemap
from astra_site.safety.security_txt import security_txt
from astra_site.safety.views import leave
from astra_site.search.views import search
from astra_site.uploads.publicity import picture

urlpatterns = [
    path("health/live/", health.live, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("izlaz/", leave, name="exit"),
    path("pretraga/", search, name="search_sr_latn"),
    path("en/search/", search, name="search_en"),
    path("admin/", include("astra_site.pages.page_chooser")),
    path("admin/login/", include("astra_site.accounts.factors.urls")),
    path(
        "admin/password_reset/confirm/<uidb64>/<token>/", by_link, name="wagtailadmin_password_reset_confirm"
    ),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    # Below MEDIA_URL, where Wagtail looks for portraits of staff too.
    re_path(r"^media/(?P<name>[\w./-]+)$", picture, name="picture"),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]

handler400 = "astra_site.pages.errors.bad_request"
handler403 = "astra_site.pages.errors.forbidden"
handler404 = "astra_site.pages.errors.not_found"
handler500 = "astra_site.pages.errors.server_error"
