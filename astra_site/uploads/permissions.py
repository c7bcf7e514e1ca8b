"""Who may do what with a picture."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from astra_site.accounts import rights
from astra_site.uploads.models import SiteImage


class PicturePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rules, stricter for those who only translate.

    To Wagtail the right to change a picture includes deleting it.
    """

    def user_has_permission(self, user: rights.Person, action: str) -> bool:
        """Tell whether `user` may do this with some picture."""
        return bool(_allowed(user, [action])) and super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(
        self, user: rights.Person, actions: Iterable[str], instance: SiteImage
    ) -> bool:
        """Tell whether `user` may do any of this with this picture."""
        allowed = _allowed(user, actions)
        return bool(allowed) and super().user_has_any_permission_for_instance(user, allowed, instance)

    def instances_user_has_any_permission_for(
        self, user: rights.Person, actions: Iterable[str]
    ) -> QuerySet[SiteImage]:
        """Return the pictures with which `user` may do any of this."""
        allowed = _allowed(user, actions)
        return super().instances_user_has_any_permission_for(user, allowed)


def _allowed(user: rights.Person, actions: Iterable[str]) -> set[str]:
    """Leave out what a translator may not do, whatever else her groups say."""
    return set(actions) - ({"add", "delete"} if rights.only_translates(user) else set())


def register() -> None:
    """Put our rules in the place of Wagtail's, whichever of the two apps starts first."""
    policy: Any = PicturePolicy(
        SiteImage, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
    )
    register_permission_policy(SiteImage, policy, exact_class=True)
