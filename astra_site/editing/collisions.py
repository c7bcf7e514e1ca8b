"""Two people at one page: the second must not undo the first's work without seeing it.

Wagtail's forms say which revision they were opened with. Wagtail looks at it before it saves by
itself; when a person presses a button it does not.
"""

from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision

from astra_site.editing.edit_urls import comparison_url, edit_url_of
from astra_site.editing.forms import NEWER_VERSION_SHOWN
from astra_site.editing.other_version import changes


def is_stale(data: QueryDict, latest: Revision | None) -> bool:
    """Tell whether the form in `data` was opened before `latest` was saved."""
    if latest is None:
        return False
    saved_by_this_form = data.get("overwrite_revision_id")
    if saved_by_this_form:
        return saved_by_this_form != str(latest.pk)
    opened_with = data.get("loaded_revision_id")
    if opened_with is None:
        # A form opened before the first revision says so by a field of ours.
        return "opened_without_revision" in data
    if opened_with != str(latest.pk):
        return True
    # Saving by itself, Wagtail overwrites a revision in place: same number, other content.
    return data.get("loaded_revision_created_at", "") != latest.created_at.isoformat()


def look_for_collision(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Mark `instance` when the request's form is stale, and offer the comparison.

    Returns:
        The refusal of a form that saves itself although its person has yet to compare versions.
    """
    is_automatic = "application/json" in request.headers.get("Accept", "")
    if is_automatic and NEWER_VERSION_SHOWN in request.POST:
        message = _("Compare the versions, then save with the button.")
        refusal = {"success": False, "error_code": "invalid_revision", "error_message": message}
        return JsonResponse(refusal, status=400)
    instance.is_saved_by_itself = is_automatic
    latest: Any = getattr(instance, "latest_revision", None)
    instance.is_stale = request.method == "POST" and is_stale(request.POST, latest)
    if not instance.is_stale or is_automatic:
        return None
    opened_with = request.POST.get("loaded_revision_id", "")
    earlier = instance.revisions.filter(pk=opened_with).first() if opened_with.isdigit() else None
    if earlier and earlier != latest:
        instance.changes_of_others = changes(earlier.as_object(), latest.as_object())
    # Saving by itself, Wagtail writes over a revision: then nobody knows what the form was opened with.
    if earlier and earlier.created_at.isoformat() == request.POST.get("loaded_revision_created_at"):
        instance.opened_version = earlier.as_object()
    instance.tell_refusal = partial(_tell_refusal, request, instance, opened_with, latest)
    return None


def _tell_refusal(request: HttpRequest, instance: Any, opened_with: str, latest: Revision) -> None:
    compare = _compare_url(instance, opened_with, latest)
    buttons = [messages.button(compare, _("See what changed"), new_window=True)] if compare else []
    message = _("%(person)s saved a newer version at %(time)s.")
    messages.error(request, message % _by(latest), buttons=buttons)


def tell_merging(request: HttpRequest, instance: Any) -> None:
    """Say what of a newer version was taken over, when the form has been saved."""
    taken = getattr(instance, "taken_from_newer", [])
    if taken:
        message = _("Taken over from a newer version: %(fields)s. What you wrote is saved too.")
        messages.info(request, message % {"fields": ", ".join(taken)})


def _by(revision: Revision) -> dict[str, str]:
    return {"person": _name(revision), "time": f"{timezone.localtime(revision.created_at):%H:%M}"}


def _name(revision: Revision) -> str:
    return (revision.user.get_full_name() or revision.user.get_username()) if revision.user else _("Someone")


def _compare_url(instance: Model, opened_with: str, latest: Revision) -> str:
    earlier: str = opened_with if opened_with.isdigit() and opened_with != str(latest.pk) else "earliest"
    model, pk = type(instance), instance.pk
    return comparison_url(model, pk, earlier, latest.pk) or edit_url_of(instance)
