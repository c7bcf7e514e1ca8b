"""What holds for every edit form of the admin, of whatever page or snippet. Wagtail looks for this name."""

from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script, Stylesheet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages

from astra_site import exports
from astra_site.accounts import rights
from astra_site.editing import own_drafts, public_now, second_person
from astra_site.editing.collisions import look_for_collision, tell_merging
from astra_site.editing.counted import say_numbers
from astra_site.editing.first_button import put_wanted_first
from astra_site.editing.open_forms import look_before_deleting
from astra_site.editing.rows_history import tell_rows
from astra_site.editing.rows_views import row_form

hooks.register("after_edit_page", tell_merging)
hooks.register("after_edit_snippet", tell_merging)
hooks.register("after_edit_page", public_now.after_edit)
hooks.register("after_edit_snippet", public_now.after_edit)
hooks.register("construct_page_action_menu", put_wanted_first)
hooks.register("construct_snippet_action_menu", put_wanted_first)
# After Wagtail has said what it says of each action.
hooks.register("register_log_actions", tell_rows, order=100)
exports.guard_exports()
say_numbers()
look_before_deleting()
# Load what tells a form which version it has saved by itself.
hooks.register("insert_editor_js", Script("admin/own-saves.js", defer=True).render)
# Load what names the fields that Wagtail leaves without a name.
hooks.register("insert_global_admin_js", Script("admin/field-names.js", defer=True).render)
# Load what makes the tables of rows, and what remembers those that are being chosen.
hooks.register("insert_editor_js", Script("admin/rows.js", defer=True).render)
hooks.register("insert_editor_js", Script("admin/chosen-rows.js", defer=True).render)
# Load how those look, in a form and in a comparison.
hooks.register("insert_global_admin_css", Stylesheet("admin/rows.css").render)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_newer_versions(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Let no stale form overwrite a newer version, and no translator bring back an old one."""
    match = request.resolver_match
    if match and match.url_name == "revisions_revert" and not rights.may_edit_source(request.user):
        raise PermissionDenied
    return look_for_collision(request, instance)


@hooks.register("register_admin_urls")
def row_urls() -> list[URLPattern]:
    """Give the form of one row its address."""
    return [path("rows/<str:label>/<int:pk>/<slug:relation>/", row_form, name="row_form")]


@hooks.register("before_bulk_action")
def let_translators_change_one_at_a_time(
    request: HttpRequest, _action: str, _objects: list, _view: Any
) -> None:
    """Refuse those who only translate: what is done to many at once changes more than English texts."""
    if rights.only_translates(request.user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def publish_nothing_of_ones_own(
    request: HttpRequest, action: str, objects: list, _view: Any
) -> HttpResponse | None:
    """Refuse to publish many where a second person must."""
    if action != "publish" or not any(second_person.is_missing(each, request.user) for each in objects):
        return None
    messages.error(request, second_person.MESSAGE)
    return redirect(request.get_full_path())


@hooks.register("before_delete_snippet")
def delete_own_drafts_alone(request: HttpRequest, instances: list) -> None:
    """Refuse to delete others' drafts to those who may only delete their own."""
    own_drafts.refuse_others(request.user, instances)


@hooks.register("construct_snippet_listing_buttons")
def offer_to_delete_own_drafts_alone(buttons: list, snippet: Any, user: Any) -> None:
    """Leave the button out where it would be refused."""
    viewset = type(snippet).snippet_viewset
    address = reverse(viewset.get_url_name("delete"), args=[quote(snippet.pk)])
    if any(button.url == address for button in buttons) and not own_drafts.may_delete(user, snippet):
        buttons[:] = [button for button in buttons if button.url != address]
