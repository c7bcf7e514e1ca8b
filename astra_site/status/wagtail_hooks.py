"""The page of the status in the admin's menu. Wagtail looks for this module's name."""

from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem

from astra_site.status import views


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Give the page its address."""
    return [path("status/", views.status, name="status")]


@hooks.register("register_reports_menu_item")
def register_menu_item() -> MenuItem:
    """Put the page among the reports."""
    return AdminOnlyMenuItem(
        _("Status of the site"), reverse("status"), name="status", icon_name="circle-check", order=890
    )
