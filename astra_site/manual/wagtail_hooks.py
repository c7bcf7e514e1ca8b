"""Where the manual meets the admin. Wagtail looks for this module's name."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from astra_site.manual import views
from astra_site.manual.first_day import FirstDayPanel, is_new


@hooks.register("register_admin_urls")
def manual_urls() -> list[URLResolver]:
    """Give the manual its addresses."""
    patterns = [
        path("", views.contents, name="contents"),
        re_path(r"^images/(?P<name>[\w-]+\.png)$", views.picture, name="picture"),
        path("<slug:key>/", views.chapter, name="chapter"),
    ]
    return [path("manual/", include((patterns, "manual")))]


@hooks.register("register_admin_menu_item")
def manual_menu_item() -> MenuItem:
    """Put the manual where Wagtail has the menu of its own help."""
    return MenuItem(_("Manual"), reverse("manual:contents"), name="manual", icon_name="help", order=10990)


@hooks.register("construct_help_menu")
def leave_out_wagtails_own_help(_request: HttpRequest, items: list) -> None:
    """Leave out pages of another site in another language, and the badge that counts them as news."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new-in-wagtail", "editor-guide"))]


@hooks.register("construct_main_menu")
def shortcuts_without_a_menu_of_their_own(request: HttpRequest, items: list) -> None:
    """Put what is left of Wagtail's help, the list of keys, into the menu itself: one press less."""
    for place, item in enumerate(items):
        if item.name == "help":
            items[place : place + 1] = item.menu.menu_items_for_request(request)
            return


@hooks.register("construct_homepage_panels", order=200)
def first_day(request: HttpRequest, panels: list) -> None:
    """Begin the start page of a new person with her commonest tasks."""
    if is_new(request.user):
        panels.insert(0, FirstDayPanel(request.user))
