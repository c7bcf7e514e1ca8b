"""Where a fact comes from."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel

from astra_site.editing.panels import pair


class SourcedMixin(models.Model):
    """A fact's source: a name in both languages, an address, or both."""

    source_name = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)

    class Meta:
        abstract = True


def source_panel() -> MultiFieldPanel:
    """Return the panel for a source."""
    return MultiFieldPanel([pair("source_name"), FieldRowPanel(["source_url"])], heading=_("Source"))
