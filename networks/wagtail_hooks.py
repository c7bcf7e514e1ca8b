"""What the domain adds to the admin. Wagtail looks for this module's name."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from astra_site.accounts import rights
from astra_site.accounts.collisions import look_for_collision
from astra_site.pages.start_panels import LastEdits, OwnLockedPages
from networks.start_panel import WhatNextPanel
from networks.viewsets import DirectoryGroup, HotlineViewSet, network_listing

register_snippet(DirectoryGroup)
register_snippet(HotlineViewSet)


@hooks.register("register_admin_viewset")
def list_of_networks():
    """Put the networks into the menu."""
    return network_listing


@hooks.register("insert_global_admin_css")
def admin_stylesheet() -> SafeString:
    """Load what our panels need."""
    return format_html('<link rel="stylesheet" href="{}">', static("admin/admin.css"))


@hooks.register("construct_homepage_panels")
def what_next(request: HttpRequest, panels: list) -> None:
    """Begin the start page with what waits for this person; Wagtail's own lists would say it twice."""
    panels[:] = [WhatNextPanel(request.user), LastEdits(), OwnLockedPages()]


@hooks.register("construct_homepage_summary_items", order=100)
def no_numbers(_request: HttpRequest, items: list) -> None:
    """Leave out how many pages, pictures and files there are: nobody works by it, and it costs queries."""
    items.clear()


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_newer_versions(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Let no stale form overwrite a newer version, and no translator bring back an old one."""
    match = request.resolver_match
    if match and match.url_name == "revisions_revert" and not rights.may_edit_source(request.user):
        raise PermissionDenied
    return look_for_collision(request, instance)


@hooks.register("insert_editor_js")
def own_saves_script() -> SafeString:
    """Load what tells a form which version it has saved by itself."""
    return format_html('<script src="{}" defer></script>', static("admin/own-saves.js"))


@hooks.register("before_bulk_action")
def let_translators_change_one_at_a_time(
    request: HttpRequest, _action: str, _objects: list, _view: Any
) -> None:
    """Refuse those who only translate: what is done to many at once changes more than English texts."""
    if rights.only_translates(request.user):
        raise PermissionDenied
