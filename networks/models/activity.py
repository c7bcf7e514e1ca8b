"""Whether an organisation still works, as far as somebody says so; that it has ended is a date of its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from astra_site.links import LinkField
from networks.models.fact import Fact, FactKind
from networks.partial_dates import PartialDateField, is_to_come


class Activity(models.TextChoices):
    """What is known of it."""

    ACTIVE = "active", pgettext_lazy("an organisation", "active")
    UNKNOWN = "unknown", pgettext_lazy("whether an organisation is active", "not known")


class ActivityMixin(models.Model):
    """Active or not known, with the date and the source of that."""

    activity = models.CharField(_("status"), max_length=8, choices=Activity, default=Activity.UNKNOWN)
    activity_as_of = PartialDateField(_("as of"))
    activity_source_url = LinkField(_("address of the source"), max_length=500, blank=True)
    # Of the organisation itself.
    ended: Any

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse what is active and has ended, and a date that is to come.

        Raises:
            ValidationError: with the field that is wrong.
        """
        super().clean()
        if self.activity == Activity.ACTIVE and self.ended:
            raise ValidationError({"activity": _("It has ended, so it is not active.")})
        if is_to_come(self.activity_as_of):
            raise ValidationError({"activity_as_of": _("This day is in the future.")})


ACTIVITY_FACTS = (
    Fact("activity", FactKind.CHOICE, public="activity", public_words="activity_name"),
    Fact("activity_as_of", FactKind.PARTIAL_DATE, public="activity_as_of"),
    Fact("activity_source_url", FactKind.URL, public="activity_source_url"),
)


def activity_panel() -> MultiFieldPanel:
    """Return the panel for it."""
    fields = [FieldRowPanel(["activity", "activity_as_of"]), FieldPanel("activity_source_url")]
    return MultiFieldPanel(fields, heading=_("Does it still work"))
