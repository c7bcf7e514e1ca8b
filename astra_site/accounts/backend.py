"""Who is at work and what she may do, asked of the database once a request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Q

from astra_site.accounts.models import User


class StaffBackend(ModelBackend):
    """Django's rules with half of its queries: every page of the admin asks all of this."""

    def get_user(self, user_id: Any) -> User | None:
        """Return the person with her settings of the admin, which hold its language."""
        person = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Return what is given to a person herself and to her groups; Django asks for one after the other."""
        asked = obj is None and user_obj.is_active and not user_obj.is_superuser
        if asked and not hasattr(user_obj, "_perm_cache"):
            rights = Permission.objects.filter(
                Q(pk__in=user_obj.user_permissions.values("pk")) | Q(group__in=user_obj.groups.values("pk"))
            )
            found = rights.values_list("content_type__app_label", "codename").order_by()
            user_obj._perm_cache = {f"{app}.{name}" for app, name in found}
        return super().get_all_permissions(user_obj, obj)
