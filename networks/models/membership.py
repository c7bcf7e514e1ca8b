"""Who belongs to which network, as what, since when, and who says so."""

import json
from hashlib import sha256
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from astra_site.editing.kept_rows import KeyedRow
from astra_site.editing.language_panels import pair
from networks.models.choices import DescribedChoices
from networks.models.fact import Fact, FactKind, translated
from networks.models.sourced import SOURCE_FACTS, SourcedMixin, source_panel
from networks.partial_dates import (
    PartialDateField,
    display,
    first_day,
    from_to,
    last_day,
    today,
    written,
)

# Which end of a span of time a field is.
_BOUNDS = {"since": "first", "until": "last"}


class MembershipKind(DescribedChoices):
    """As what an organisation belongs.

    Attributes:
        slugs: what stands for the kind in an address, in Serbian and in English.
        is_full_member: whether a number of members that a network states counts it.
        is_partner: whether it works with the network without being a member of any sort.
    """

    slugs: tuple[str, str]
    is_full_member: bool
    is_partner: bool

    MEMBER = "member", ("clanica", "member"), True, False, _("member")
    FOUNDER = "founder", ("osnivac", "founder"), True, False, _("founder")
    COORDINATOR = "coordinator", ("koordinator", "coordinator"), True, False, _("coordinator")
    ASSOCIATE = "associate", ("pridruzena-clanica", "associate-member"), False, False, _("associate member")
    PARTNER = "partner", ("partner", "partner"), False, True, _("partner")
    OBSERVER = "observer", ("posmatrac", "observer"), False, True, _("observer")
    CONSULTATIVE_STATUS = (
        "consultative_status",
        ("konsultativni-status", "consultative-status"),
        True,
        False,
        _("consultative status"),
    )

    def is_counted(self, *, among_associates: bool) -> bool:
        """Tell whether a stated number of associate members, or else one of members, counts the kind."""
        return self is MembershipKind.ASSOCIATE if among_associates else self.is_full_member


class Confirmation(models.TextChoices):
    """Whether it is known that an organisation belongs, or only that it once stood on a list."""

    CONFIRMED = "confirmed", _("confirmed")
    UNCONFIRMED = "unconfirmed", _("unconfirmed: known only from an old list")


def is_current(prefix: str = "") -> models.Q:
    """Return the condition that a membership is current; `prefix` leads to it, as in "memberships__"."""
    known = {
        "is_former": False,
        "until": "",
        "confirmation": Confirmation.CONFIRMED,
        "organisation__ended": "",
    }
    return models.Q(**{f"{prefix}{name}": value for name, value in known.items()})


def _key_before_keys(data: dict[str, Any]) -> str:
    """Return the key of a row in a revision from before rows had keys: the same each time it is read."""
    if data.get("pk"):
        return f"{data['pk']:012x}"
    return sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:12]


class Membership(SourcedMixin, KeyedRow):
    """One organisation's belonging to one network. Edited on the network's page."""

    network = ParentalKey("networks.NetworkPage", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "networks.Organisation",
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MembershipKind, default=MembershipKind.MEMBER)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"))
    is_former = models.BooleanField(
        _("no longer belongs"), default=False, help_text=_("Only when it has ended and nobody knows when.")
    )
    confirmation = models.CharField(
        _("confirmed or not"),
        max_length=12,
        choices=Confirmation,
        default=Confirmation.CONFIRMED,
        help_text=_("Unconfirmed ones are shown as such and not counted."),
    )
    as_of = PartialDateField(_("as of"))
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel(["kind", "confirmation", "is_former"]),
        FieldRowPanel(["since", "until", "as_of"]),
        pair("note"),
        source_panel(),
    ]
    facts = (
        Fact("kind", FactKind.CHOICE, public="kind", public_words="kind_name"),
        Fact("is_current", FactKind.BOOLEAN, public="is_current", is_exported=False, is_imported=False,
             is_in_starter=False),
        Fact("since", FactKind.PARTIAL_DATE, public="since"),
        Fact("until", FactKind.PARTIAL_DATE, public="until"),
        Fact("is_former", FactKind.BOOLEAN, column="no_longer_belongs", starter_key="former",
             explanation=_("yes, only when it has ended and nobody knows when; otherwise no")),
        Fact("confirmation", FactKind.CHOICE, public="confirmation", public_words="confirmation_name"),
        Fact("as_of", FactKind.PARTIAL_DATE, public="as_of"),
        Fact("note", is_translated=True, public="note"),
        *SOURCE_FACTS,
    )  # fmt: skip
    translated_fields = translated(facts)
    row_columns = (
        ("kind", _("kind")),
        ("since", _("since")),
        ("until", _("until")),
        ("", pgettext_lazy("of a membership", "state")),
    )

    class Meta(KeyedRow.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_kind_display()}"

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **kwargs: Any) -> Self | None:
        """Restore from a revision of the network, which has left out what cannot be restored."""
        return model_from_serializable_data(cls, {"key": _key_before_keys(data), **data}, check_fks=False)

    @classmethod
    def restorable(cls, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows of a revision whose organisations there still are, with one query for all.

        A draft does not protect an organisation, and Wagtail cannot restore a protected key: without
        this the network's page could not be edited any more.
        """
        organisations = cls._meta.get_field("organisation").related_model._default_manager  # type: ignore[union-attr]
        asked = [row.get("organisation") for row in rows]
        known = set(organisations.order_by().filter(pk__in=asked).values_list("pk", flat=True))
        return [row for row in rows if row.get("organisation") in known]

    @property
    def is_plain(self) -> bool:
        """Tell whether it says no more than that the organisation is a member."""
        return self.kind == MembershipKind.MEMBER

    @property
    def is_partner(self) -> bool:
        """Tell whether the organisation works with the network without being a member."""
        return MembershipKind(self.kind).is_partner

    @property
    def has_ended(self) -> bool:
        """Tell whether it has ended, be it because the organisation is no more."""
        return self._says_its_end or bool(self.organisation_id and self.organisation.ended)

    @property
    def is_unconfirmed(self) -> bool:
        """Tell whether nobody knows if it lasts: it stands only on an old list."""
        return self.confirmation == Confirmation.UNCONFIRMED and not self.has_ended

    @property
    def is_current(self) -> bool:
        """Tell whether it is known to last. What it asks of the database is `is_current()` above."""
        return self.confirmation == Confirmation.CONFIRMED and not self.has_ended

    @property
    def _says_its_end(self) -> bool:
        return self.is_former or bool(self.until)

    @property
    def row_cells(self) -> tuple[str, ...]:
        """Return what stands in the columns of the table of members."""
        return self.get_kind_display(), written(self.since), written(self.until), self._state_in_words()

    def _state_in_words(self) -> str:
        if self.has_ended:
            return pgettext("state of a membership", "former")
        if self.is_unconfirmed:
            return pgettext("state of a membership", "unconfirmed")
        if self.organisation_id and not self.organisation.live:
            return pgettext("state of a membership", "the organisation is a draft")
        return pgettext("state of a membership", "current")

    def in_words(self, field: str) -> str | None:
        """Return what a date says as a visitor reads it; None for fields of other kinds."""
        if field in ("since", "until"):
            return from_to(**{"first": "", "last": "", _BOUNDS[field]: getattr(self, field)})
        return display(self.as_of) if field == "as_of" else None

    def clean(self) -> None:
        """Refuse an end before the beginning, and one that is still to come: it would show as former."""
        super().clean()
        if self.since and self.until and last_day(self.until) < first_day(self.since):
            raise ValidationError({"until": _("The end date is before the start date.")})
        if self.until and first_day(self.until) > today():
            raise ValidationError({"until": _("This date is in the future. Enter it once it has passed.")})
        if self._says_its_end and self.confirmation == Confirmation.UNCONFIRMED:
            raise ValidationError({"confirmation": _("It has ended, so it is former and not unconfirmed.")})

    def overlaps(self, other: "Membership") -> bool:
        """Tell whether both say that the same organisation belonged at the same time."""
        if self.organisation_id != other.organisation_id:
            return False
        return not (self._may_precede(other) or other._may_precede(self))

    def _may_precede(self, other: "Membership") -> bool:
        """Tell whether this may have ended before the other began, as far as the dates are known."""
        if self.until and other.since:
            return last_day(other.since) >= first_day(self.until)
        return self.is_former and not self.until and not other._says_its_end
