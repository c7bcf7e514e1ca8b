"""What the domain adds to the admin. Wagtail looks for this module's name."""

from collections.abc import Iterator
from typing import Any

from django.forms.widgets import Script, Stylesheet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import LockedPagesPanel, RecentEditsPanel
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from networks import secret_places
from networks.contact_checking import checked_today
from networks.contact_report import ContactReport
from networks.models import Organisation
from networks.names_alike import alike, names_alike
from networks.organisation_chooser import organisations_in_order
from networks.start_panel import WhatNextPanel
from networks.viewsets import DirectoryGroup, network_listing

register_snippet(DirectoryGroup)
# Load what our panels need.
hooks.register("insert_global_admin_css", Stylesheet("admin/admin.css").render)
# Load what asks for names like the one being typed.
hooks.register("insert_editor_js", Script("admin/names-alike.js", defer=True).render)


@hooks.register("register_admin_viewset")
def list_of_networks() -> PageListingViewSet:
    """Put the networks into the menu."""
    return network_listing


@hooks.register("register_reports_menu_item")
def contact_report_menu_item() -> MenuItem:
    """Put the report of contacts into the menu."""
    return MenuItem(
        gettext_lazy("Contacts of organisations"),
        reverse("contact_report"),
        name="contacts",
        icon_name="mobile-alt",
        order=790,
    )


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the addresses of the report of contacts, of its button, and of what forms ask and switch."""
    return [
        path("reports/contacts/", ContactReport.as_view(), name="contact_report"),
        path(
            "reports/contacts/results/",
            ContactReport.as_view(results_only=True),
            name="contact_report_results",
        ),
        path("contacts/<int:pk>/<slug:key>/checked-today/", checked_today, name="contact_checked_today"),
        path("organisation-place/<int:pk>/", secret_places.secret_place, name="secret_place"),
        path("names-alike/", names_alike, name="names_alike"),
    ]


@hooks.register("construct_homepage_panels")
def what_next(request: HttpRequest, panels: list) -> None:
    """Begin the start page with what waits for this person; Wagtail's own lists would say it twice."""
    panels[:] = [WhatNextPanel(request.user), RecentEditsPanel(), LockedPagesPanel()]


@hooks.register("construct_homepage_summary_items", order=100)
def no_numbers(_request: HttpRequest, items: list) -> None:
    """Leave out how many pages, pictures and files there are: nobody works by it, and it costs queries."""
    items.clear()


@hooks.register("after_create_snippet")
def say_that_the_name_is_known(request: HttpRequest, instance: Any) -> None:
    """Say it again when a new organisation is kept: scripts may not have loaded, or she looked elsewhere."""
    found = (
        alike([instance.name_sr_latn, instance.name_en or ""], instance.pk)
        if isinstance(instance, Organisation)
        else []
    )
    if found:
        names = ", ".join(f"„{each.organisation.name_sr_latn}”" for each in found)
        message = _("There is an organisation of the same or nearly the same name: %(names)s.")
        buttons = [messages.button(found[0].edit_url, _("See it"), new_window=True)]
        messages.warning(request, message % {"names": names}, buttons=buttons)


@hooks.register("register_admin_urls")
def order_of_organisations() -> list[URLPattern]:
    """Give the order of organisations, for whoever sorts or searches members, its address."""
    return [path("organisations-in-order/", organisations_in_order, name="organisations_in_order")]


@hooks.register("register_snippet_listing_buttons")
def button_of_secrecy(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Lead to the switch from each line of the list."""
    if isinstance(snippet, Organisation) and secret_places.may_hide(user):
        label = _("Secrecy of the place") if snippet.do_not_publish_location else _("Hide the place")
        address = reverse("secret_place", args=[snippet.pk])
        yield Button(label, address, icon_name="lock", priority=15)


@hooks.register("register_log_actions")
def log_actions_of_secrecy(actions: LogActionRegistry) -> None:
    """Let the history of an organisation say who hid its place and when."""
    hidden, shown = gettext_lazy("Place hidden"), gettext_lazy("Place shown again")
    actions.register_action(secret_places.HIDDEN, hidden, hidden)
    actions.register_action(secret_places.SHOWN, shown, shown)
