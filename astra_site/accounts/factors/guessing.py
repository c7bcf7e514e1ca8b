"""Whoever guesses codes knows the password already: the person herself and the owners hear of it."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from astra_site.accounts import audit, notices
from astra_site.accounts.models import AuditEntry, User

# So many wrong codes in an hour are no slip of a finger; of one account there is one letter in that time.
MANY = 5
HOUR = timedelta(hours=1)


def note_wrong_code(person: Any) -> None:
    """Note a wrong code or passkey that came with the right password."""
    audit.write(AuditEntry.Action.CODE_FAILED, person)
    name = audit.name_of(person)[:200]
    if _of_the_hour(AuditEntry.Action.CODE_FAILED, person=name).count() >= MANY:
        tell(person)


def tell(person: Any) -> None:
    """Write to her and to the owners that somebody is guessing, once in an hour."""
    guessed, name = AuditEntry.Action.CODES_GUESSED, audit.name_of(person)[:300]
    with transaction.atomic():
        # Of two that come side by side one writes.
        User.objects.select_for_update().get(pk=person.pk)
        if not _of_the_hour(guessed, about=name).exists():
            # Who it is nobody knows.
            audit.write(guessed, None, name)
            notices.tell_person(person, guessed)


def _of_the_hour(action: AuditEntry.Action, **of: str) -> Any:
    return AuditEntry.objects.filter(action=action, at__gt=timezone.now() - HOUR, **of)
