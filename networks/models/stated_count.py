"""A number that somebody states of a network."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel
from wagtail.models import Orderable

from astra_site.editing.language_panels import pair
from networks.models.sourced import SourcedMixin, source_panel
from networks.partial_dates import PartialDateField


class Qualifier(models.TextChoices):
    """How exact a stated number is."""

    EXACT = "exact", _("exactly")
    MORE_THAN = "more_than", _("more than")


class StatedCount(SourcedMixin, Orderable):
    """One of them: whose it is and as of when."""

    network = ParentalKey("networks.NetworkPage", on_delete=models.CASCADE, related_name="stated_counts")
    number = models.PositiveIntegerField(_("number"))
    qualifier = models.CharField(_("how exact"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    what = models.CharField(
        _("of what"), max_length=120, help_text=_("As it follows the number: member organisations")
    )
    as_of = PartialDateField(_("as of"))

    panels = [FieldRowPanel(["number", "qualifier", "as_of"]), pair("what"), source_panel()]
    translated_fields = ("what", "source_name")

    class Meta(Orderable.Meta):
        verbose_name = _("stated number")
        verbose_name_plural = _("stated numbers")
