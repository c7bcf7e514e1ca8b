"""What an owner can read afterwards. A line here never holds a password, a code or an address."""

import logging
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from astra_site.accounts import notices
from astra_site.accounts.models import AuditEntry

# Of these the owners hear by mail.
OF_ACCOUNTS = {
    AuditEntry.Action.FACTOR_ADDED, AuditEntry.Action.FACTOR_REMOVED, AuditEntry.Action.FACTOR_RESET,
    AuditEntry.Action.CODES_MADE, AuditEntry.Action.CODES_GUESSED, AuditEntry.Action.PASSWORD,
    AuditEntry.Action.ACCOUNT, AuditEntry.Action.ROLE,
}  # fmt: skip

logger = logging.getLogger(__name__)
Person = AbstractBaseUser | AnonymousUser | None


def name_of(person: Person) -> str:
    """Return how a person is called in lists: her name and the one that she logs in with."""
    if person is None or not person.is_authenticated:
        return ""
    found: Any = person
    full, login = found.get_full_name(), found.get_username()
    return f"{full} ({login})" if full else login


def write(action: AuditEntry.Action, person: Person, about: object = "") -> None:
    """Note that `person` did `action`, and to what."""
    entry = AuditEntry.objects.create(action=action, person=name_of(person)[:200], about=str(about)[:300])
    logger.info("%s", action.value)
    if action in OF_ACCOUNTS:
        notices.tell_owners(entry)
