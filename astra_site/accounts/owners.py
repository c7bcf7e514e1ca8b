"""Owners (superusers) are out of everybody else's reach, whichever form or list somebody uses."""

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.log_actions import get_active_log_context

from astra_site.accounts.models import User


def at_work() -> User | None:
    """Return who is at work in the admin; nobody for a command or a script."""
    return get_active_log_context().user


def may_touch(person: Any, target: User) -> bool:
    """Tell whether `person` may change, delete or give roles to `target`."""
    return person is None or person.is_superuser or not target.is_superuser


def refuse_to_touch(target: User, was_owner: bool) -> None:
    """Make sure that whoever is at work may change this account, which `was_owner` until now or not.

    Raises:
        PermissionDenied: it is an owner's, was one's or would become one's.
    """
    person = at_work()
    if person is None:
        return
    # Her own account may be the very object that is being changed, and say of her what it will be.
    is_owner = was_owner if person.pk == target.pk else person.is_superuser
    if not is_owner and (target.is_superuser or was_owner):
        raise PermissionDenied
