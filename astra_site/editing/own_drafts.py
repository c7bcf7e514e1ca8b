"""A mistaken draft is deleted by the one who made it: nobody else has seen it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry

from astra_site.accounts import rights


def is_own_draft(instance: Any, person: Any) -> bool:
    """Tell whether `person` made `instance`, and nobody has ever published it."""
    if instance.live or instance.first_published_at:
        return False
    first = instance.revisions.order_by("created_at", "pk").first()
    return bool(first and first.user_id == person.pk)


class OwnDraftsPolicy(ModelPermissionPolicy):
    """Whoever may add, deletes what she has added, until it is published for the first time."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether `user` may do this with some object of the model."""
        if super().user_has_permission(user, action):
            return True
        is_writer = action == "delete" and super().user_has_permission(user, "add")
        return bool(is_writer and rights.may_edit_source(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Tell whether `user` may do this with `instance`."""
        if not self.user_has_permission(user, action):
            return False
        may_all = action != "delete" or super().user_has_permission(user, "delete")
        return may_all or is_own_draft(instance, user)


def may_delete(person: Any, instance: Model) -> bool:
    """Tell whether `person` may delete this snippet; Wagtail's page and list ask for the model alone."""
    policy = policy_registry.get_by_type(type(instance))
    return bool(policy.user_has_permission_for_instance(person, "delete", instance))


def refuse_others(person: Any, instances: list[Model]) -> None:
    """Refuse to delete what is neither the person's own draft nor in her right.

    Raises:
        PermissionDenied: she may not delete one of them.
    """
    if not all(may_delete(person, instance) for instance in instances):
        raise PermissionDenied
