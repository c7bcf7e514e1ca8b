"""Who may have a document; what is published many at a time, past every form. Wagtail looks for this name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from astra_site.editing.edit_urls import edit_url_of
from astra_site.uploads import portraits, publicity, renditions

portraits.draw_portraits_anew()


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


@hooks.register("before_serve_document")
def send_what_is_public(document: Any, request: HttpRequest) -> None:
    """Send visitors a document only while something that is published leads to it.

    Raises:
        Http404: nothing does.
    """
    if not publicity.is_public(document) and not publicity.is_of_staff(request):
        raise Http404
