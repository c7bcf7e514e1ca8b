"""Accounts in the admin: roles say what they may do, in the form and in the list.

Wagtail finds it by `StaffUsersConfig`, which stands among the apps in the place of its own.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from astra_site.accounts import roles

_Form: Any = object  # UserForm, with which it is mixed


class RolesSaidMixin(_Form):
    """Says beside each role what it may do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = self.fields["groups"]
        groups.queryset = groups.queryset.select_related("role").order_by("name")
        groups.label_from_instance = roles.described
        groups.help_text = _("Without a role an account opens nothing.")
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].help_text = _(
                "The chief administrator may do everything. Only another one can make or change her account."
            )


class StaffCreationForm(RolesSaidMixin, UserCreationForm):
    """A new account."""

    class Meta(UserCreationForm.Meta):
        pass


class StaffEditForm(RolesSaidMixin, UserEditForm):
    """An account that is there."""

    class Meta(UserEditForm.Meta):
        pass


class StaffList(IndexView):
    """The list of accounts, with their roles in the place of Wagtail's level of access."""

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns."""
        ours = Column("roles", label=_("Roles"), accessor=_roles_of, width="20%")
        return [ours if column.name == "is_superuser" else column for column in super().columns]

    def get_base_queryset(self) -> QuerySet:
        """Return the accounts with their roles, at two queries for all."""
        return super().get_base_queryset().prefetch_related("groups")


class StaffViewSet(UserViewSet):
    """Accounts."""

    index_view_class = StaffList

    def get_form_class(self, for_update: bool = False) -> type:
        """Return the form that says what roles may do."""
        return StaffEditForm if for_update else StaffCreationForm


def _roles_of(person: Any) -> str:
    given = roles.names(person.groups.all())
    if person.is_superuser:
        return ", ".join(filter(None, [str(_("Chief administrator")), given]))
    return given or str(_("no role yet"))
