"""Whoever approves is led to what visitors see now; Wagtail only says that something was saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import TaskState

from astra_site import languages
from astra_site.editing import second_person


def after_edit(request: HttpRequest, instance: Any) -> None:
    """Say it after the form was sent by the button that approves."""
    if second_person.approves(request.POST):
        say(request, instance)


def say(request: HttpRequest, instance: Any) -> None:
    """Say that `instance` is public, if it is by now, with a button that shows it; or when it will be."""
    scheduled = instance.revisions.filter(approved_go_live_at__isnull=False).first()
    if scheduled is not None:
        time = date_format(timezone.localtime(scheduled.approved_go_live_at), "DATETIME_FORMAT")
        said = _("Approved. “%(name)s” comes out by itself: %(time)s") % {"name": instance, "time": time}
        messages.success(request, said)
        return
    if not type(instance)._default_manager.filter(pk=instance.pk, live=True).exists():
        return
    url = instance.url_in(languages.SOURCE) if hasattr(instance, "url_in") else ""
    button = [messages.button(url, _("See it"), new_window=True)] if url else []
    messages.success(request, _("“%(name)s” is public now.") % {"name": instance}, buttons=button)


class PublicNowMiddleware(MiddlewareMixin):
    """Says it where there is no form: Wagtail also approves from lists and from the preview."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Look whether something was approved."""
        match = request.resolver_match
        asked = match.kwargs if match and request.method == "POST" else {}
        if asked.get("action_name") == "approve" and response.status_code in {200, 302}:
            approved = TaskState.objects.filter(
                pk=asked.get("task_state_id"), status=TaskState.STATUS_APPROVED, finished_by=request.user.pk
            )
            for state in approved.select_related("workflow_state"):
                say(request, state.workflow_state.content_object)
        return response
