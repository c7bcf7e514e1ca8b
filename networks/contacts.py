"""The ways to reach an organisation: those that visitors may be shown, and for staff all of them.

Whoever shows, writes or indexes a contact asks here: `published_contacts` of one organisation, and
`phones_by_organisation` first where there are many.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from astra_site.safety.models import Confidence
from networks.models import Organisation, PublicPhone
from networks.models.contacts import EMAIL, PHONE, WEBSITE, is_published
from networks.models.public_phone import published_phones
from networks.narrowed import narrowed


class Contact(NamedTuple):
    """One way to reach an organisation.

    Attributes:
        kind: PHONE, EMAIL or WEBSITE.
        value: as people read it.
        as_of: the date of the source, partial and often "".
        checked_on: when a person called, or saw it on the live page.
        phone: its row, with what it is for and its hours in each language; None for the others.
    """

    kind: str
    value: str
    confidence: str
    source_url: str
    as_of: str
    checked_on: datetime.date | None
    phone: PublicPhone | None = None

    @property
    def href(self) -> str:
        """Return where a link to it leads; "" for a number that answers only in another country."""
        if self.phone:
            return f"tel:{self.phone.tel}" if self.phone.tel else ""
        return f"mailto:{self.value}" if self.kind == EMAIL else self.value

    @property
    def key(self) -> str:
        """Return what tells it from the others of its organisation."""
        return f"{PHONE}-{self.phone.pk}" if self.phone else self.kind

    @property
    def is_published(self) -> bool:
        """Tell whether it may be published, where the organisation is."""
        return is_published(self.kind, self.confidence)

    @property
    def is_to_check(self) -> bool:
        """Tell whether it waits for somebody who checks it: visitors are not shown it."""
        return not self.is_published

    @property
    def dated(self) -> str:
        """Return the last day that vouches for it, as far as it is known."""
        return self.checked_on.isoformat() if self.checked_on else self.as_of

    @property
    def confidence_label(self) -> str:
        """Return in words how sure it is."""
        return str(Confidence(self.confidence).label)


def contacts_of(organisation: Organisation, phones: Iterable[PublicPhone] | None = None) -> list[Contact]:
    """Return all contacts of an organisation, also what is to be checked first: for staff alone.

    `phones` are its numbers where they are at hand already.
    """
    rows = organisation.phones.all() if phones is None else phones
    found = [
        Contact(PHONE, row.number, row.confidence, row.source_url, row.as_of, row.checked_on, row)
        for row in rows
    ]
    return found + [
        Contact(name, *organisation.contact_parts(name))
        for name in (EMAIL, WEBSITE)
        if getattr(organisation, name)
    ]


def published_contacts(organisation: Organisation) -> list[Contact]:
    """Return the contacts that visitors may be shown, numbers first; none of who is no more."""
    if organisation.ended:
        return []
    return [contact for contact in contacts_of(organisation) if contact.is_published]


def phones_by_organisation(keys: Collection[int]) -> dict[int, list[PublicPhone]]:
    """Return with one query the published numbers of many organisations, [] for those without any."""
    found: dict[int, list[PublicPhone]] = defaultdict(list)
    for phone in narrowed(published_phones(), "organisation_id", keys):
        found[phone.organisation_id].append(phone)
    return found
