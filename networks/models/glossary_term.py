"""A term that visitors may not know, with what it means."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.search import index

from astra_site.editing.language_panels import pair
from astra_site.languages.fallback import plain
from astra_site.languages.source_language import SourceLanguageMixin


class GlossaryTerm(SourceLanguageMixin, index.Indexed, models.Model):
    """An entry of the visitors' glossary."""

    key = models.SlugField(
        _("key"), unique=True, help_text=_("Stands in addresses and files. Do not change it.")
    )
    word = models.CharField(_("term"), max_length=80)
    explanation = models.TextField(
        _("what it means"),
        max_length=400,
        help_text=_("One to three short sentences, without other difficult words."),
    )
    other_forms = models.CharField(
        _("other forms"),
        max_length=200,
        blank=True,
        help_text=_(
            "With commas between them. Cases are found by themselves; write here what is not, such as an "
            "abbreviation or a genitive plural with a new vowel."
        ),
    )
    is_linked = models.BooleanField(
        _("link from texts"),
        default=True,
        help_text=_("Where a page first uses the term in its text, a link leads to the glossary."),
    )

    panels = [pair("word"), pair("explanation"), pair("other_forms"), "is_linked", "key"]
    search_fields = [index.AutocompleteField("word_sr_latn"), index.AutocompleteField("word_en")]
    translated_fields = ("word", "explanation", "other_forms")
    counted = ngettext_lazy("%(number)s term", "%(number)s terms", "number")

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["word_sr_latn"]

    def __str__(self) -> str:
        return plain(self, "word")
