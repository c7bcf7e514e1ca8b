"""What holds for every edit form of the admin, of whatever page or snippet. Wagtail looks for this name."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from astra_site.accounts import rights
from astra_site.editing.collisions import look_for_collision


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
