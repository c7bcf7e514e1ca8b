"""Telephone numbers of organisations."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from astra_site.editing.language_panels import pair
from astra_site.safety.phone_numbers import dialled_from_here, validate_written_number
from networks.models.contacts import (
    PHONE,
    PUBLISHED_FROM,
    checked_field,
    confidence_field,
    contact_errors,
    source_field,
)
from networks.partial_dates import PartialDateField


class PublicPhone(Orderable):
    """A phone number that the organisation itself has published."""

    organisation = ParentalKey("networks.Organisation", on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("number"), max_length=40, validators=[validate_written_number])
    label = models.CharField(_("what it is for"), max_length=160, blank=True)
    hours = models.CharField(_("hours"), max_length=160, blank=True)
    confidence = confidence_field(_("Visitors see only numbers that are confirmed."))
    source_url = source_field()
    as_of = PartialDateField(_("as of"))
    checked_on = checked_field()

    panels = [
        FieldRowPanel(["number", "confidence"]),
        pair("label"),
        pair("hours"),
        FieldRowPanel(["as_of", "checked_on"]),
        FieldPanel("source_url"),
    ]
    translated_fields = ("label", "hours")

    class Meta(Orderable.Meta):
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    def __str__(self) -> str:
        return self.number

    @property
    def tel(self) -> str:
        """Return what a telephone dials; "" for a number that works in the organisation's country only."""
        return dialled_from_here(self.number, self.organisation.country)

    def clean(self) -> None:
        """Refuse dates that are to come, and a published number without saying where it is from.

        Raises:
            ValidationError: with the field that is wrong.
        """
        super().clean()
        wrong = contact_errors(
            PHONE, self.number, self.confidence, self.source_url, self.as_of, self.checked_on
        )
        if wrong:
            raise ValidationError(wrong)


def published_phones() -> models.QuerySet[PublicPhone]:
    """Return the numbers that visitors may be shown, of published organisations that still exist."""
    return PublicPhone.objects.filter(
        confidence__in=PUBLISHED_FROM[PHONE], organisation__ended="", organisation__live=True
    ).order_by("organisation_id", "sort_order", "pk")
