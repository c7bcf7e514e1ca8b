"""What organisations do."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.search import index

from astra_site.editing.language_panels import pair
from astra_site.languages.fallback import plain
from astra_site.languages.source_language import SourceLanguageMixin


class FieldOfWork(SourceLanguageMixin, index.Indexed, models.Model):
    """A kind of work, such as legal aid, by which organisations can be found."""

    key = models.SlugField(
        _("key"), unique=True, help_text=_("Stands in addresses and files. Do not change it.")
    )
    name = models.CharField(_("name"), max_length=80)

    panels = [pair("name"), "key"]
    search_fields = [index.AutocompleteField("name_sr_latn"), index.AutocompleteField("name_en")]
    translated_fields = ("name",)
    counted = ngettext_lazy("%(number)s field of work", "%(number)s fields of work", "number")

    class Meta:
        verbose_name = _("field of work")
        verbose_name_plural = _("fields of work")
        ordering = ["name_sr_latn"]

    def __str__(self) -> str:
        return plain(self, "name")
