"""The admin's forms of users: only owners make owners, and accounts are not copied."""

from typing import Any

from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import UserViewSet

from astra_site.accounts import owners


class OnlyOwnersMakeOwnersMixin:
    """Leaves the box “administrator” out of others' forms."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = owners.at_work()
        if person is not None and not person.is_superuser:
            fields: dict[str, Any] = vars(self)["fields"]
            fields.pop("is_superuser", None)


class StaffCreationForm(OnlyOwnersMakeOwnersMixin, UserCreationForm):
    """Makes an account."""


class StaffEditForm(OnlyOwnersMakeOwnersMixin, UserEditForm):
    """Changes an account."""


class StaffViewSet(UserViewSet):
    """Wagtail's pages with our forms. To copy an account is to make one like an owner's: not offered."""

    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type:
        """Return the form."""
        return StaffEditForm if for_update else StaffCreationForm
