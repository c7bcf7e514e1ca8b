"""Where a fact comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

from astra_site.editing.language_panels import pair
from astra_site.links import LinkField
from networks.models.fact import Fact, FactKind
from networks.partial_dates import PartialDateField


class SourcedMixin(models.Model):
    """A fact's source: a name in both languages, an address, or both."""

    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = LinkField(_("address of the source"), max_length=500, blank=True)

    class Meta:
        abstract = True


class DatedSourceMixin(SourcedMixin):
    """A source with its date: as of when what it says was so. Nobody has verified it by that."""

    source_as_of = PartialDateField(_("date of the source"))

    class Meta:
        abstract = True


# The starter content names both at once, at its key "source".
SOURCE_FACTS = (
    Fact("source_name", is_translated=True, public="source_name", is_in_starter=False),
    Fact("source_url", FactKind.URL, public="source_url", is_in_starter=False),
)


def source_panel(*more: str) -> MultiFieldPanel:
    """Return the panel for a source, with the fields `more` beside its address."""
    fields = [pair("source_name"), FieldRowPanel(["source_url", *more])]
    return MultiFieldPanel(fields, heading=_("Source"))
