"""Where the checks meet the admin. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

from astra_site.content_checks import views
from astra_site.content_checks.userbar import AllRulesItem


@hooks.register("construct_wagtail_userbar")
def all_rules(request: HttpRequest, items: list, page: Any) -> None:
    """Let axe look at everything that it can."""
    for position, item in enumerate(items):
        if type(item) in (AccessibilityItem, ContentCheckerItem):
            items[position] = AllRulesItem(in_editor=item.in_editor)


@hooks.register("register_reports_menu_item")
def report_menu_item() -> MenuItem:
    """Put the report into the menu."""
    return MenuItem(
        _("Content checks"),
        reverse("content_checks_report"),
        name="content-checks",
        icon_name="glasses",
        order=800,
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the addresses of the report and of one object's findings."""
    return [
        path("reports/content-checks/", views.ContentChecksReport.as_view(), name="content_checks_report"),
        path(
            "reports/content-checks/results/",
            views.ContentChecksReport.as_view(results_only=True),
            name="content_checks_report_results",
        ),
        path(
            "content-checks/<int:content_type_id>/<str:pk>/",
            views.findings_of_object,
            name="content_checks_object",
        ),
    ]
