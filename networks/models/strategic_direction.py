"""One aim of a network's strategy."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from astra_site.editing.language_panels import pair


class StrategicDirection(Orderable):
    """One aim of a network's strategy."""

    network = ParentalKey(
        "networks.NetworkPage", on_delete=models.CASCADE, related_name="strategic_directions"
    )
    text = models.CharField(_("text"), max_length=300)

    panels = [pair("text")]
    translated_fields = ("text",)

    class Meta(Orderable.Meta):
        verbose_name = _("strategic direction")
        verbose_name_plural = _("strategic directions")
