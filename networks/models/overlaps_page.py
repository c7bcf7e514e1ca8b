"""Which organisations share which networks with ASTRA."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.pages.models import BasePage
from astra_site.pages.panels import pair, tabs
from networks.blocks.streams import StandardStreamBlock
from networks.stream_field import SlimStreamField


class OverlapsPage(BasePage):
    """A table network × network, and the organisations that are in most of them."""

    lead = models.TextField(_("lead"), max_length=280)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    template = "pages/overlaps_page.html"
    parent_page_types = ["networks.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    translated_fields = ("lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("lead"), pair("body")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
    )

    class Meta:
        verbose_name = _("overlaps of networks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the counts, and the organisations of two networks where a visitor has chosen two."""
        from networks.models import SiteSettings
        from networks.overlaps import PairAddress, SeenPair, overlaps

        found = overlaps(SiteSettings.for_request(request).our_organisation_id)
        chosen = found.chosen(request.GET)
        context = {
            **super().get_context(request, *args, **kwargs),
            "overlaps": found,
            "chosen": chosen,
        }
        if chosen:
            context |= {"addressed": PairAddress(self), "seen": SeenPair(self, chosen)}
        return context
