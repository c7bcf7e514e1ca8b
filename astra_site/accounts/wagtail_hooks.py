"""Where accounts meet the admin. Wagtail looks for this module's name."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms.widgets import Stylesheet
from django.http import HttpRequest
from django.urls import path, reverse
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.admin.views.account import ChangePasswordPanel
from wagtail.admin.widgets import Button

from astra_site.accounts import audit, owners
from astra_site.accounts.audit_report import AuditReportView
from astra_site.accounts.factors import managing
from astra_site.accounts.models import AuditEntry, User
from astra_site.accounts.new_password import CountedPasswordChangeForm

ChangePasswordPanel.form_class = CountedPasswordChangeForm
# Load how the pages before the admin look.
hooks.register("insert_global_admin_css", Stylesheet("admin/door.css").render)


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


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def keep_owners_to_owners(request: HttpRequest, user: User) -> None:
    """Refuse to open an owner's account.

    Raises:
        PermissionDenied: to everybody else.
    """
    if not owners.may_touch(request.user, user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_owners_out_of_lists(request: HttpRequest, action: str, objects: list, _view: Any) -> None:
    """Refuse to change owners together with others: such changes pass by all signals.

    Raises:
        PermissionDenied: there is an owner among them.
    """
    people = [person for person in objects if isinstance(person, User)]
    if not all(owners.may_touch(request.user, person) for person in people):
        raise PermissionDenied


@hooks.register("after_bulk_action")
def note_changes_of_many(request: HttpRequest, action: str, objects: list, _view: Any) -> None:
    """Note who was switched on or off together with others."""
    if action == "set_active_state":
        for person in objects:
            if isinstance(person, User):
                audit.write(AuditEntry.Action.ACCOUNT, request.user, f"{audit.name_of(person)}: is_active")


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the addresses of one's own factors, of the reset, and of the audit."""
    return [
        path("account/second-factors/", managing.second_factors, name="second_factors"),
        path("users/<int:pk>/reset-factors/", managing.reset_factors, name="reset_factors"),
        path("reports/audit/", AuditReportView.as_view(), name="audit"),
        path("reports/audit/results/", AuditReportView.as_view(results_only=True), name="audit_results"),
    ]


@hooks.register("register_reports_menu_item")
def audit_menu_item() -> MenuItem:
    """Put the audit into the menu."""
    return AdminOnlyMenuItem(
        gettext_lazy("Audit"), reverse("audit"), name="audit", icon_name="history", order=900
    )


@hooks.register("register_account_menu_item")
def second_factors_item(request: HttpRequest) -> dict[str, str]:
    """Lead from one's own account to one's factors."""
    return {
        "url": reverse("second_factors"),
        "label": _("Second factor"),
        "help_text": _("The app, passkeys and recovery codes with which you log in besides your password."),
    }


@hooks.register("register_user_listing_buttons")
def reset_button(user: User, request_user: User) -> Iterator[Button]:
    """Let an owner help whoever has lost her factor."""
    if request_user.is_superuser and user.pk != request_user.pk:
        yield Button(
            _("Reset second factor"), reverse("reset_factors", args=[user.pk]), icon_name="key", priority=20
        )
