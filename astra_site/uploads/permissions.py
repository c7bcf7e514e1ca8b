"""Who may do what with a picture or document."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.documents import get_document_model
from wagtail.models import GroupCollectionPermission
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import register_permission_policy

from astra_site.accounts import rights
from astra_site.uploads.models import SiteImage


class UploadPolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's rules, stricter: to Wagtail the right to change an upload includes deleting it.

    Here everybody deletes what she has uploaded herself, and the right to delete is for all the rest.
    What is used nobody deletes, see astra_site.removal. Those who only translate delete nothing.
    """

    def user_has_permission(self, user: rights.Person, action: str) -> bool:
        """Tell whether `user` may do this with some upload."""
        return bool(_allowed(user, [action])) and super().user_has_permission(user, action)

    def user_has_any_permission_for_instance(
        self, user: rights.Person, actions: Iterable[str], instance: Any
    ) -> bool:
        """Tell whether `user` may do any of this with this upload."""
        allowed = _allowed(user, actions)
        if "delete" in allowed and not self._may_delete(user, instance):
            allowed -= {"delete"}
        return bool(allowed) and super().user_has_any_permission_for_instance(user, allowed, instance)

    def instances_user_has_any_permission_for(
        self, user: rights.Person, actions: Iterable[str]
    ) -> QuerySet[Any]:
        """Return the uploads with which `user` may do any of this."""
        allowed = _allowed(user, actions)
        found = super().instances_user_has_any_permission_for(user, allowed)
        is_limited = allowed == {"delete"} and not may_replace(user)
        return found.filter(uploaded_by_user=user) if is_limited else found

    def _may_delete(self, user: Any, instance: Any) -> bool:
        return instance.uploaded_by_user_id == user.pk or may_replace(user)


def may_replace(user: Any) -> bool:
    """Tell whether `user` may delete others' uploads, and replace the file of what is used.

    It is the right to delete in collections, which those have who publish.
    """
    if user is None or user.is_superuser:
        return True
    known: bool | None = getattr(user, "may_replace_uploads", None)
    if known is None:
        given = GroupCollectionPermission.objects.filter(
            group__in=user.groups.all(), permission__codename__in=("delete_image", "delete_document")
        )
        known = user.may_replace_uploads = given.exists()
    return known


def _allowed(user: rights.Person, actions: Iterable[str]) -> set[str]:
    """Leave out what a translator may not do, whatever else her groups say."""
    return set(actions) - ({"add", "delete"} if rights.only_translates(user) else set())


def register() -> None:
    """Put our rules in the place of Wagtail's, whichever of the two apps starts first."""
    models: list[tuple[type[Model], str]] = [
        (SiteImage, "wagtailimages.Image"),
        (get_document_model(), "wagtaildocs.Document"),
    ]
    for model, with_rights in models:
        policy: Any = UploadPolicy(model, auth_model=with_rights, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)
