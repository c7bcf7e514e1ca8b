"""Who belongs to which network, as what, since when, and who says so."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import model_from_serializable_data
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from astra_site.editing.panels import pair
from networks.models.sourced import SourcedMixin, source_panel
from networks.partial_dates import PartialDateField, first_day, last_day


class MembershipKind(models.TextChoices):
    """As what an organisation belongs."""

    MEMBER = "member", _("member")
    FOUNDER = "founder", _("founder")
    COORDINATOR = "coordinator", _("coordinator")
    ASSOCIATE = "associate", _("associate member")
    PARTNER = "partner", _("partner")
    OBSERVER = "observer", _("observer")
    CONSULTATIVE_STATUS = "consultative_status", _("consultative status")


class Membership(SourcedMixin, Orderable):
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
    as_of = PartialDateField(_("as of"))
    note = models.CharField(_("note"), max_length=250, blank=True)

    panels = [
        FieldPanel("organisation"),
        FieldRowPanel(["kind", "is_former"]),
        FieldRowPanel(["since", "until", "as_of"]),
        pair("note"),
        source_panel(),
    ]
    translated_fields = ("note", "source_name")

    class Meta(Orderable.Meta):
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")

    def __str__(self) -> str:
        return f"{self.organisation} – {self.get_kind_display()}"

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], **kwargs: Any) -> Self | None:
        """Restore from a revision of the network, which has left out what cannot be restored."""
        return model_from_serializable_data(cls, data, check_fks=False)

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
    def is_current(self) -> bool:
        """Tell whether it has not ended."""
        return not self.is_former and not self.until

    def clean(self) -> None:
        """Refuse an end before the beginning, and one that is still to come: it would show as former."""
        super().clean()
        if self.since and self.until and last_day(self.until) < first_day(self.since):
            raise ValidationError({"until": _("The end is before the beginning.")})
        if self.until and first_day(self.until) > timezone.localdate():
            raise ValidationError({"until": _("This is still to come. Enter the end when it has come.")})

    def overlaps(self, other: "Membership") -> bool:
        """Tell whether both say that the same organisation belonged at the same time."""
        if self.organisation_id != other.organisation_id:
            return False
        return not (self._may_precede(other) or other._may_precede(self))

    def _may_precede(self, other: "Membership") -> bool:
        """Tell whether this may have ended before the other began, as far as the dates are known."""
        if self.until and other.since:
            return last_day(other.since) >= first_day(self.until)
        return self.is_former and not self.until and other.is_current
