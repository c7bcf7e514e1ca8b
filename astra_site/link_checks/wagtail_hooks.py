"""The report of links in the admin. Wagtail looks for this module's name."""

from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from astra_site.link_checks import views
from astra_site.link_checks.report import LinkReport


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Put the report into the menu."""
    return MenuItem(_("Links"), reverse("link_report"), name="links", icon_name="link", order=810)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Return the addresses of the report and of its buttons."""
    return [
        path("reports/links/", LinkReport.as_view(), name="link_report"),
        path("reports/links/results/", LinkReport.as_view(results_only=True), name="link_report_results"),
        path("links/check/", views.check_now, name="check_links"),
        path("links/<int:pk>/accept/", views.accept, name="accept_link"),
    ]
