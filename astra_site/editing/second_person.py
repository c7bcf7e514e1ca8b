"""Four eyes, where an organisation wants them: nobody publishes what she has submitted herself.

Off by default (the setting SECOND_PERSON_APPROVES). The chief administrator is exempt: somebody must be
able to publish when all others are away.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import WorkflowState

from astra_site.accounts import rights

MESSAGE = gettext_lazy(
    "What you have written or submitted yourself is approved by someone else. Submit it for approval."
)
_BY_BUTTON = "action-publish"
_BY_WORKFLOW = "action-workflow-action"
# What Wagtail's interface for programs does at once; staff have forms for it.
_PUBLISHING_CALLS = {"publish", "copy", "create_alias"}


def is_needed(person: rights.Person) -> bool:
    """Tell whether `person` is one of those who publish nothing of their own."""
    return settings.SECOND_PERSON_APPROVES and person is not None and not person.is_superuser


def is_missing(instance: Any, person: Any) -> bool:
    """Tell whether nobody else has submitted `instance`, so that `person` must not publish it."""
    if not is_needed(person) or not hasattr(instance, "current_workflow_state"):
        return False
    state: WorkflowState | None = instance.current_workflow_state if instance.pk else None
    return state is None or state.requested_by_id == person.pk


def publishes(data: Any) -> bool:
    """Tell whether a form has been sent by a button that publishes."""
    return _BY_BUTTON in data or approves(data)


def approves(data: Any) -> bool:
    """Tell whether a form has been sent by the button that approves what somebody submitted."""
    return _BY_WORKFLOW in data and data.get("workflow-action-name") == "approve"


class SecondPersonMiddleware(MiddlewareMixin):
    """Refuses to publish alone where there is no form: from a list, a preview, by a program."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Look whose submission it is."""
        action, task = kwargs.get("action_name"), kwargs.get("task_state_id")
        if not settings.SECOND_PERSON_APPROVES or not action or request.method != "POST":
            return None
        if task is None and action in _PUBLISHING_CALLS and is_needed(request.user):
            raise PermissionDenied
        states = WorkflowState.objects.filter(task_states=task, requested_by=request.user.pk)
        if action != "approve" or not is_needed(request.user) or not states.exists():
            return None
        messages.error(request, _("What you have submitted yourself is approved by someone else."))
        return redirect("wagtailadmin_home")
