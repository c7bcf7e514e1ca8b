"""What pages share that show a list, a line or a table made from the data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.editing.language_panels import pair
from astra_site.pages.models import BasePage
from astra_site.pages.page_panels import tabs
from networks.blocks.streams import StandardStreamBlock
from networks.models.viewed import ViewedPageMixin
from networks.stream_field import SlimStreamField


class ListingMixin(ViewedPageMixin, models.Model):
    """A lead above what the data give, and text around it. There is one such page of a kind."""

    short_name = models.CharField(
        _("short name"),
        max_length=30,
        blank=True,
        help_text=_("For the menu and the way back. If left empty, the title stands there."),
    )
    lead = models.TextField(_("lead"), max_length=280)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["networks.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    translated_fields: tuple[str, ...] = ("short_name", "lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("short_name"), pair("lead"), pair("body")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
    )

    class Meta:
        abstract = True
