"""What stands on every page besides its own content."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from astra_site.editing.forms import BilingualForm
from astra_site.editing.language_panels import pair
from astra_site.languages.preview import PreviewOnPageMixin
from astra_site.languages.source_language import SourceLanguageMixin
from astra_site.links import LinkField
from astra_site.pages.models import BasePage
from networks.models.map_page import MapPage


class BorderDrawing(models.TextChoices):
    """How maps draw the line between Serbia and Kosovo, which Natural Earth has as two areas."""

    DASHED = "dashed", _("one country with a dashed line")
    TWO = "two", _("two countries")
    NONE = "none", _("one country without a line")


@register_setting(icon="cog")
class SiteSettings(PreviewOnPageMixin, SourceLanguageMixin, BaseSiteSetting):
    """The organisation's own data and the footer."""

    organisation_name = models.CharField(_("name of the organisation"), max_length=120, blank=True)
    footer_text = models.TextField(_("text in the footer"), blank=True, max_length=500)
    website = LinkField(_("website of the organisation"), blank=True)
    corrections_email = models.EmailField(
        _("e-mail for corrections"),
        blank=True,
        help_text=_(
            "“Report an error” on the page of an organisation writes to it."
            " If left empty, there is no such link."
        ),
    )
    open_data_licence = models.CharField(
        _("licence of the open data"),
        max_length=200,
        blank=True,
        help_text=_(
            "Such as: CC BY 4.0. Stands beside the downloads and in them."
            " Fill it in only when the organisation has decided."
        ),
    )
    open_data_licence_url = LinkField(_("address of the licence"), blank=True)

    our_organisation = models.ForeignKey(
        "networks.Organisation",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("our own organisation"),
        help_text=_("Threads on maps go out from it, and it is left out where others are compared with it."),
    )
    border_drawing = models.CharField(
        _("Serbia and Kosovo on maps"),
        max_length=10,
        choices=BorderDrawing,
        default=BorderDrawing.DASHED,
        help_text=_("The shapes of the maps have two areas; this says how the line between them is drawn."),
    )
    map_footnote = models.CharField(
        _("footnote of the maps"),
        max_length=400,
        blank=True,
        help_text=_("Stands below every map. If left empty, there is none."),
    )

    base_form_class = BilingualForm
    panels = [
        pair("organisation_name"),
        pair("footer_text"),
        pair("website"),
        "corrections_email",
        pair("open_data_licence"),
        "open_data_licence_url",
        MultiFieldPanel(
            [FieldPanel("our_organisation"), FieldPanel("border_drawing"), pair("map_footnote")],
            heading=_("Maps and overlaps"),
        ),
    ]
    translated_fields = (
        "organisation_name",
        "footer_text",
        "website",
        "open_data_licence",
        "map_footnote",
    )

    class Meta:
        verbose_name = _("site")

    def preview_page(self) -> BasePage:
        """Return the map: it has its footnote, the licence and, like every page, the footer."""
        maps = MapPage.objects.live().descendant_of(self.site.root_page)
        return maps.first() or super().preview_page()
