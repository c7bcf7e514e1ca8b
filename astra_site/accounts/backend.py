"""Who is at work and what she may do, asked of the database once a request."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest

from astra_site.accounts import throttle
from astra_site.accounts.models import User


class StaffBackend(ModelBackend):
    """Django's rules with half of its queries: every page of the admin asks all of this."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """Return whose name and password these are; whichever page asks, tries are counted here.

        Raises:
            PermissionDenied: there were too many wrong ones.
        """
        if username is None or password is None:
            return None
        tried = throttle.note(request, "password", username)
        if tried is None:
            if request is not None:
                vars(request)["had_too_many_tries"] = True
            raise PermissionDenied
        person = super().authenticate(request, username, password, **kwargs)
        if person is not None:
            tried.was_right()
        return person

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
