"""Telephone numbers of organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from astra_site.editing.language_panels import pair
from astra_site.safety.phone_numbers import dialled_from_here
from networks.partial_dates import PartialDateField


class PublicPhone(Orderable):
    """A phone number that the organisation itself has published."""

    organisation = ParentalKey("networks.Organisation", on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("number"), max_length=40)
    label = models.CharField(_("what it is for"), max_length=120, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    as_of = PartialDateField(_("as of"))

    panels = [FieldRowPanel(["number", "as_of"]), pair("label"), FieldPanel("source_url")]
    translated_fields = ("label",)

    class Meta(Orderable.Meta):
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    @property
    def tel(self) -> str:
        """Return what a telephone dials; "" for a number that works in the organisation's country only."""
        return dialled_from_here(self.number, self.organisation.country)
