"""Export and import in the admin's menu. Wagtail looks for this module's name."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from networks.spreadsheets import history, views
from networks.spreadsheets.spreadsheet_rights import may_export

hooks.register("register_log_actions", history.register)


class SpreadsheetsMenuItem(MenuItem):
    """Seen only by those who may change organisations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person may open it."""
        return may_export(request.user)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """Give the pages their addresses."""
    patterns = [
        path("", views.index, name="index"),
        path("export/<slug:file_format>/", views.export, name="export"),
        path("dry-run/<uuid:key>/", views.dry_run, name="dry_run"),
        path("dry-run/<uuid:key>/again/", views.try_again, name="try_again"),
        path("undo/<uuid:key>/", views.undo, name="undo"),
    ]
    return [path("spreadsheets/", include((patterns, "spreadsheets")))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the first page into the menu."""
    return SpreadsheetsMenuItem(
        _("Import and export"),
        reverse("spreadsheets:index"),
        name="spreadsheets",
        icon_name="table",
        order=350,
    )
