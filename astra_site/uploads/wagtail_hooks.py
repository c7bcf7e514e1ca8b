"""What is published many at a time goes past every form. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from astra_site.editing.edit_urls import edit_url_of
from astra_site.uploads import renditions


@hooks.register("before_bulk_action")
def publish_no_undescribed_picture(
    request: HttpRequest, action: str, objects: list, _view: Any
) -> HttpResponse | None:
    """Refuse to publish many where one shows a picture that nobody has described."""
    found = [(thing, picture) for thing in objects if action == "publish" for picture in undescribed(thing)]
    for thing, picture in found:
        button = messages.button(edit_url_of(picture), _("Describe it"))
        message = _("“%(page)s” shows the picture “%(picture)s”, which has no description in Serbian.")
        messages.error(request, message % {"page": thing, "picture": picture.title}, buttons=[button])
    return redirect(request.get_full_path()) if found else None


def undescribed(thing: Any) -> list:
    """Return the pictures without a description in the newest draft of `thing`."""
    newest = thing.get_latest_revision_as_object()
    return [picture for picture, _shape in renditions.shown_by(newest) if picture.lacks_description]
