"""What is said to those who make accounts. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from astra_site.accounts.models import User


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def say_that_a_role_is_missing(request: HttpRequest, user: Any) -> None:
    """Warn of an account that opens nothing: its person would be refused at the door."""
    if user.is_active and not user.is_superuser and not user.groups.exists():
        message = _("“%(name)s” has no role yet and cannot enter. Choose one on the tab “Roles”.")
        address = reverse("wagtailusers_users:edit", args=[user.pk])
        button = messages.button(address, _("Choose a role"))
        messages.warning(
            request, message % {"name": user.get_full_name() or user.get_username()}, buttons=[button]
        )


@hooks.register("before_create_user")
@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def leave_chief_administrators_alone(request: HttpRequest, user: Any = None) -> HttpResponse | None:
    """Let only a chief administrator make one, or change the account of one."""
    if request.user.is_superuser or not (user and user.is_superuser or "is_superuser" in request.POST):
        return None
    return _refused(request)


@hooks.register("before_bulk_action")
def leave_chief_administrators_alone_in_bulk(
    request: HttpRequest, _action: str, objects: list, _view: Any
) -> HttpResponse | None:
    """Hold the same for many accounts at once."""
    chiefs = [each for each in objects if isinstance(each, User) and each.is_superuser]
    return _refused(request) if chiefs and not request.user.is_superuser else None


def _refused(request: HttpRequest) -> HttpResponse:
    messages.error(request, _("Only a chief administrator makes another one or changes her account."))
    return redirect("wagtailusers_users:index")
