"""Visitors may have a picture or document only while something that is published uses it.

It is asked for each file, so nothing has to be taken back when the last use goes: what is withdrawn is
gone with the next request, on every machine and whatever the files are stored in.
"""

from django.conf import settings
from django.core.files.storage import Storage
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.users.models import UserProfile

from astra_site.caching.per_generation import PerGeneration
from astra_site.removal.uses import published_uses
from astra_site.uploads.models import Rendition

# Names of files that visitors may have. What they may not is asked for anew: it may be about to be published.
_PUBLIC = PerGeneration[bool]()


def is_public(upload: Model) -> bool:
    """Tell whether anything that visitors can see uses this picture or document."""
    return any(published_uses(upload))


def is_of_staff(request: HttpRequest) -> bool:
    """Tell whether somebody of the staff asks: they see what they have not published yet."""
    # Where there is no cookie nobody looks for a session, which the answer would then depend on.
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.has_perm("wagtailadmin.access_admin")


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send a copy of a picture; its original is never sent.

    Raises:
        Http404: there is no such copy, or it is not public.
    """
    try:
        _PUBLIC.get(name, lambda: _is_public_copy(name))
    except Http404:
        if not is_of_staff(request):
            raise
        response = _sent(_stored_for_staff(name), name)
        response.headers["Cache-Control"] = "private, no-store"
        return response
    # The name belongs to this content alone.
    etag = quote_etag(name)
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged or _sent(Rendition._meta.get_field("file").storage, name)
    response.headers["ETag"] = etag
    return response


def _is_public_copy(name: str) -> bool:
    copy = Rendition.objects.filter(file=name).select_related("image").first()
    if copy is None or not is_public(copy.image):
        raise Http404
    return True


def _stored_for_staff(name: str) -> Storage:
    """Return where the copy of a picture, or the portrait of a member of staff, is stored."""
    for model, field in ((Rendition, "file"), (UserProfile, "avatar")):
        if model._default_manager.filter(**{field: name}).exists():
            return model._meta.get_field(field).storage
    raise Http404


def _sent(storage: Storage, name: str) -> HttpResponseBase:
    kind = name.rpartition(".")[2].lower().replace("jpg", "jpeg")
    try:
        return FileResponse(storage.open(name), content_type=f"image/{kind}")
    except FileNotFoundError as error:
        raise Http404 from error
