"""What migrations give to the roles of staff. Each app gives the rights to its own models.

Migrations of long ago call these too, so they may grow and must not change what they do.
"""

from collections.abc import Mapping
from typing import Any

# Role: model: what may be done with it.
Grants = Mapping[str, Mapping[str, tuple[str, ...]]]


def permission(apps: Any, model: str, action: str) -> Any:
    """Return the permission, also before Django has made it, which it does after all migrations."""
    app_label, model_name = model.split(".")
    codename = action if "_" in action and not action.startswith("bulk") else f"{action}_{model_name}"
    found, _ = apps.get_model("auth.Permission").objects.get_or_create(
        content_type=content_type(apps, model),
        codename=codename,
        defaults={"name": f"Can {action} {model_name}"},
    )
    return found


def content_type(apps: Any, model: str) -> Any:
    """Return the content type, also before Django has made it."""
    app_label, model_name = model.split(".")
    found, _ = apps.get_model("contenttypes.ContentType").objects.get_or_create(
        app_label=app_label, model=model_name
    )
    return found


def groups(apps: Any, *roles: str) -> Any:
    """Return the groups that have these roles; one that somebody has taken away is left out."""
    keys = apps.get_model("accounts.Role").objects.filter(key__in=roles)
    return apps.get_model("auth.Group").objects.filter(pk__in=keys.values("group"))


def grant(apps: Any, grants: Grants) -> None:
    """Let each role do with the objects of each model what stands there."""
    for role, models in grants.items():
        for group in groups(apps, role):
            for model, actions in models.items():
                group.permissions.add(*(permission(apps, model, action) for action in actions))


def grant_on_collections(apps: Any, grants: Grants) -> None:
    """Let each role do with the uploads of each kind what stands there, in all collections."""
    root = apps.get_model("wagtailcore.Collection").objects.get(depth=1)
    for role, models in grants.items():
        for group in groups(apps, role):
            for model, actions in models.items():
                for action in actions:
                    apps.get_model("wagtailcore.GroupCollectionPermission").objects.get_or_create(
                        group=group, collection=root, permission=permission(apps, model, action)
                    )
