"""What is noted and refused, however it comes about: by a form, a list of many, a command."""

from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import ModelLogEntry, PageLogEntry

from astra_site.accounts import audit, owners, sessions
from astra_site.accounts.models import AuditEntry, User

Action = AuditEntry.Action
_OF_AN_ACCOUNT = ("username", "email", "first_name", "last_name", "is_active", "is_superuser")
# A login writes the same password in today's way.
_WRITTEN_BY_LOGINS = {"last_login", "factors_version", "password"}
# Wagtail's names of what it notes.
_OF_CONTENT = {
    "wagtail.publish": Action.PUBLISH,
    "wagtail.unpublish": Action.UNPUBLISH,
    "wagtail.delete": Action.DELETE,
}


@receiver(user_logged_in)
def begin_session(request: HttpRequest, **kwargs: Any) -> None:
    """Begin to count the session's age."""
    sessions.begin(request.session)


@receiver(user_login_failed)
def note_failure(credentials: dict, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Note whose password was wrong; a name that nobody has is not kept, for it may be a password."""
    if not getattr(request, "had_too_many_tries", False):
        person = User.objects.filter(username=credentials.get("username")).first()
        audit.write(Action.LOGIN_FAILED, None, audit.name_of(person))


@receiver(pre_save, sender=User)
def guard_and_note_account(instance: User, update_fields: Any = None, **kwargs: Any) -> None:
    """Refuse changes of owners by others; note what has changed."""
    if kwargs.get("raw") or (update_fields is not None and set(update_fields) <= _WRITTEN_BY_LOGINS):
        return
    before = User.objects.filter(pk=instance.pk).first()
    owners.refuse_to_touch(instance, was_owner=bool(before and before.is_superuser))
    if before is None:
        return
    changed = [name for name in _OF_AN_ACCOUNT if getattr(before, name) != getattr(instance, name)]
    if changed:
        about = f"{audit.name_of(instance)}: {', '.join(changed)}"
        audit.write(Action.ACCOUNT, owners.at_work(), about)
    if before.password != instance.password:
        audit.write(Action.PASSWORD, owners.at_work(), audit.name_of(instance))


@receiver(post_save, sender=User)
def note_new_account(instance: User, created: bool, **kwargs: Any) -> None:
    """Note a new account."""
    if created and not kwargs.get("raw"):
        audit.write(Action.ACCOUNT, owners.at_work(), f"{audit.name_of(instance)}: +")


@receiver(pre_delete, sender=User)
def guard_and_note_end(instance: User, **kwargs: Any) -> None:
    """Refuse to let others delete an owner; note who goes."""
    owners.refuse_to_touch(instance, was_owner=instance.is_superuser)
    audit.write(Action.ACCOUNT, owners.at_work(), f"{audit.name_of(instance)}: –")


@receiver(m2m_changed, sender=User.groups.through)
def note_role(instance: Any, action: str, reverse: bool, pk_set: Any = None, **kwargs: Any) -> None:
    """Refuse to give owners roles; note who has got or lost one."""
    people = User.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    if action.startswith("pre_"):
        for person in people:
            owners.refuse_to_touch(person, was_owner=person.is_superuser)
    elif pk_set:
        groups = [instance] if reverse else Group.objects.filter(pk__in=pk_set)
        sign = "+" if action == "post_add" else "–"
        for person in people:
            names = ", ".join(f"{sign} {group.name}" for group in groups)
            audit.write(Action.ROLE, owners.at_work(), f"{audit.name_of(person)}: {names}")


@receiver(m2m_changed, sender=Group.permissions.through)
def note_rights_of_role(instance: Any, action: str, reverse: bool, pk_set: Any = None, **kwargs: Any) -> None:
    """Note that a role may do more or less than before."""
    if not reverse and pk_set and action in {"post_add", "post_remove"} and owners.at_work() is not None:
        audit.write(Action.ROLE, owners.at_work(), instance.name)


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def note_content(instance: Any, created: bool, **kwargs: Any) -> None:
    """Note what Wagtail notes of publishing, unpublishing and deleting, once people are at work."""
    action = _OF_CONTENT.get(instance.action)
    if created and action and instance.user is not None:
        audit.write(action, instance.user, f"{instance.content_type.name}: {instance.label}")
