"""What stands on every page besides its own content."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from astra_site.pages.forms import BilingualForm
from astra_site.pages.panels import pair
from astra_site.translations.source_language import SourceLanguageMixin


@register_setting(icon="cog")
class SiteSettings(SourceLanguageMixin, BaseSiteSetting):
    """The organisation's own data and the footer."""

    organisation_name = models.CharField(_("name of the organisation"), max_length=120, blank=True)
    footer_text = models.TextField(_("text in the footer"), blank=True, max_length=500)
    website = models.URLField(_("website of the organisation"), blank=True)

    base_form_class = BilingualForm
    panels = [pair("organisation_name"), pair("footer_text"), pair("website")]
    translated_fields = ("organisation_name", "footer_text", "website")

    class Meta:
        verbose_name = _("site")
