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
    open_data_licence = models.CharField(
        _("licence of the open data"),
        max_length=200,
        blank=True,
        help_text=_(
            "Such as: CC BY 4.0. Stands beside the downloads and in them."
            " Fill it in only when the organisation has decided."
        ),
    )
    open_data_licence_url = models.URLField(_("address of the licence"), blank=True)

    base_form_class = BilingualForm
    panels = [
        pair("organisation_name"),
        pair("footer_text"),
        pair("website"),
        pair("open_data_licence"),
        "open_data_licence_url",
    ]
    translated_fields = ("organisation_name", "footer_text", "website", "open_data_licence")

    class Meta:
        verbose_name = _("site")
