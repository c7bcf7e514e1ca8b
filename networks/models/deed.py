"""Something that ASTRA did in or through a network."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from astra_site.editing.language_panels import pair
from networks.models.sourced import SourcedMixin, source_panel
from networks.partial_dates import PartialDateField, first_day, last_day


class Deed(SourcedMixin, Orderable):
    """One of them, with when and who says so."""

    network = ParentalKey("networks.NetworkPage", on_delete=models.CASCADE, related_name="deeds")
    began = PartialDateField(_("when"))
    ended = PartialDateField(_("until, if it lasted"))
    text = models.TextField(
        _("what ASTRA did"),
        max_length=500,
        help_text=_("One or two sentences, with what came of it if known."),
    )

    panels = [FieldRowPanel(["began", "ended"]), pair("text"), source_panel()]
    translated_fields = ("text", "source_name")

    class Meta(Orderable.Meta):
        verbose_name = _("what ASTRA did")
        verbose_name_plural = _("what ASTRA did")

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.began and self.ended and last_day(self.ended) < first_day(self.began):
            raise ValidationError({"ended": _("The end date is before the start date.")})
