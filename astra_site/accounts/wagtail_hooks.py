"""What is said to those who make accounts. Wagtail looks for this module's name."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages


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
