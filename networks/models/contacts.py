"""How an organisation can be reached: website and general e-mail, each with where it was read and how surely.

Telephone numbers are rows of their own (public_phone.py). What visitors may be shown of all this is said
here once, in PUBLISHED_FROM; networks/contacts.py hands it out.
"""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from astra_site.links import LinkField
from astra_site.safety.models import SHOWN_TO_VISITORS, Confidence
from networks.models.fact import Fact, FactKind
from networks.partial_dates import PartialDateField, is_to_come, today

WEBSITE, EMAIL, PHONE = "website", "email", "phone"
# A wrong address leads nowhere; a wrong number leads somebody in danger to a stranger.
PUBLISHED_FROM: dict[str, tuple[Confidence, ...]] = {
    WEBSITE: SHOWN_TO_VISITORS,
    EMAIL: SHOWN_TO_VISITORS,
    PHONE: (Confidence.CONFIRMED,),
}
WHO_SEES_WHAT = _("Visitors see it only when it is confirmed or likely.")


def confidence_field(help_text: Any = WHO_SEES_WHAT) -> models.CharField:
    """Return a field for how good the source is; until somebody says so, visitors see nothing."""
    return models.CharField(
        _("confidence"),
        max_length=12,
        choices=Confidence,
        default=Confidence.UNCONFIRMED,
        help_text=help_text,
    )


def source_field() -> LinkField:
    """Return a field for where a contact was read."""
    return LinkField(_("address of the source"), max_length=500, blank=True)


def checked_field() -> models.DateField:
    """Return a field for the day on which a person called, or saw the live page."""
    return models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_("The day on which someone called, or saw it on the live page."),
    )


class ContactsMixin(models.Model):
    """Website and general e-mail of an organisation. Never a person's address, never a shelter's place."""

    website = LinkField(_("website"), max_length=500, blank=True)
    website_confidence = confidence_field()
    website_source_url = source_field()
    website_as_of = PartialDateField(_("as of"))
    website_checked_on = checked_field()
    email = models.EmailField(
        _("general e-mail"),
        blank=True,
        help_text=_("The one that the organisation gives to everybody, never a person's own."),
    )
    email_confidence = confidence_field()
    email_source_url = source_field()
    email_as_of = PartialDateField(_("as of"))
    email_checked_on = checked_field()

    # Of the organisation itself.
    ended: Any

    class Meta:
        abstract = True

    def contact_parts(self, name: str) -> tuple[str, str, str, str, datetime.date | None]:
        """Return website or e-mail, its confidence, its source, as of when, and when it was checked."""
        return (
            getattr(self, name),
            getattr(self, f"{name}_confidence"),
            getattr(self, f"{name}_source_url"),
            getattr(self, f"{name}_as_of"),
            getattr(self, f"{name}_checked_on"),
        )

    def publishes_contact(self, name: str) -> bool:
        """Tell whether visitors may be shown website or e-mail; of who is no more they are shown neither."""
        return not self.ended and is_published(name, getattr(self, f"{name}_confidence"))

    def clean(self) -> None:
        """Refuse dates that are to come, and what is to be published without saying where it is from.

        Raises:
            ValidationError: with the field that is wrong.
        """
        super().clean()
        wrong: dict[str, Any] = {}
        for name in (WEBSITE, EMAIL):
            found = contact_errors(name, *self.contact_parts(name))
            wrong |= {f"{name}_{part}": message for part, message in found.items()}
        if wrong:
            raise ValidationError(wrong)


def contact_errors(
    kind: str, value: str, confidence: str, source_url: str, as_of: str, checked_on: datetime.date | None
) -> dict[str, Any]:
    """Return what is wrong with a contact, by the part that is wrong."""
    wrong: dict[str, Any] = {}
    if is_to_come(as_of):
        wrong["as_of"] = _("This day is in the future.")
    if checked_on and checked_on > today():
        wrong["checked_on"] = _("This day is in the future.")
    if value and confidence in PUBLISHED_FROM[kind] and not (source_url or checked_on):
        wrong["source_url"] = _("Say where it was read, or on which day someone checked it.")
    return wrong


def is_published(kind: str, confidence: str) -> bool:
    """Tell whether visitors may be shown a contact of a kind with this confidence."""
    return confidence in PUBLISHED_FROM[kind]


def _facts_of(name: str, kind: FactKind, **described: Any) -> tuple[Fact, ...]:
    return (
        Fact(name, kind, public=name, confidence_field=f"{name}_confidence", is_listed=True, **described),
        Fact(f"{name}_confidence", FactKind.CHOICE),
        Fact(f"{name}_source_url", FactKind.URL, public=f"{name}_source_url", needs=(name,)),
        Fact(f"{name}_as_of", FactKind.PARTIAL_DATE, public=f"{name}_as_of", needs=(name,)),
        Fact(f"{name}_checked_on", FactKind.DAY, public=f"{name}_checked_on", needs=(name,)),
    )


CONTACT_FACTS = (
    *_facts_of(
        WEBSITE, FactKind.URL, heading=_("Website"), explanation=_("Begins with https:// or http://.")
    ),
    *_facts_of(
        EMAIL, FactKind.EMAIL, heading=_("E-mail"), explanation=_("The general one: office@example.org.")
    ),
)


def contact_panels() -> list:
    """Return the panels for website and e-mail."""
    return [
        MultiFieldPanel(
            [
                FieldPanel(name),
                FieldRowPanel([f"{name}_confidence", f"{name}_as_of", f"{name}_checked_on"]),
                FieldPanel(f"{name}_source_url"),
            ],
            heading=heading,
        )
        for name, heading in ((WEBSITE, _("Website")), (EMAIL, _("E-mail")))
    ]
