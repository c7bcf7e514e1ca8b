"""Accounts in the admin: roles say what they may do, only owners make owners, accounts are not copied."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView, UserViewSet

from astra_site.accounts import owners, roles

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


class OnlyOwnersMakeOwnersMixin(_Form):
    """Leaves the box “administrator” out of others' forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = owners.at_work()
        if person is not None and not person.is_superuser:
            self.fields.pop("is_superuser", None)


class StaffCreationForm(OnlyOwnersMakeOwnersMixin, RolesSaidMixin, UserCreationForm):
    """A new account."""

    class Meta(UserCreationForm.Meta):
        pass


class StaffEditForm(OnlyOwnersMakeOwnersMixin, RolesSaidMixin, UserEditForm):
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
    """Wagtail's pages with our forms and list.

    To copy an account is to make one like an owner's: not offered.
    """

    copy_view_enabled = False
    index_view_class = StaffList

    def get_form_class(self, for_update: bool = False) -> type:
        """Return the form that says what roles may do."""
        return StaffEditForm if for_update else StaffCreationForm


def _roles_of(person: Any) -> str:
    given = roles.names(person.groups.all())
    if person.is_superuser:
        return ", ".join(filter(None, [str(_("Chief administrator")), given]))
    return given or str(_("no role yet"))
