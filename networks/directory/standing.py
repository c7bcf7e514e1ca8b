"""What to say of an organisation that is in no network today, as far as anybody knows."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.directory.rows import CURRENT, UNCONFIRMED, MembershipRow
from networks.models.membership import MembershipKind


class NotCounted(models.TextChoices):
    """Why an organisation is not counted."""

    UNCONFIRMED = "unconfirmed", pgettext_lazy("a membership", "unconfirmed")
    FORMER = "former", _("former member")
    FORMER_PARTNER = "former_partner", _("former partner organisation")
    DISSOLVED = "dissolved", pgettext_lazy("an organisation", "no longer exists")


def standings(memberships: Iterable[MembershipRow]) -> dict[int, NotCounted]:
    """Return by organisation why it is not counted; who is in a network today is not among them."""
    rows_of: dict[int, list[MembershipRow]] = defaultdict(list)
    for row in memberships:
        rows_of[row.organisation].append(row)
    return {
        organisation: _standing(rows)
        for organisation, rows in rows_of.items()
        if all(row.state != CURRENT for row in rows)
    }


def common(known: Iterable[NotCounted]) -> NotCounted:
    """Return what can be said of several together: where they differ, only that none is confirmed."""
    different = set(known)
    return different.pop() if len(different) == 1 else NotCounted.UNCONFIRMED


def _standing(rows: list[MembershipRow]) -> NotCounted:
    if any(row.is_dissolved for row in rows):
        return NotCounted.DISSOLVED
    if any(row.state == UNCONFIRMED for row in rows):
        return NotCounted.UNCONFIRMED
    is_partner = all(MembershipKind(row.kind).is_partner for row in rows)
    return NotCounted.FORMER_PARTNER if is_partner else NotCounted.FORMER
