"""All networks by kind, and what networking is for."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.pages.models import BasePage
from astra_site.pages.panels import pair, tabs
from networks.blocks.streams import StandardStreamBlock
from networks.overview import networks_by_kind
from networks.stream_field import SlimStreamField


class NetworkIndexPage(BasePage):
    """The list of networks."""

    lead = models.TextField(_("lead"), max_length=280)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    template = "pages/network_index_page.html"
    parent_page_types = ["networks.HomePage"]
    subpage_types = ["networks.NetworkPage"]
    max_count = 1
    translated_fields = ("lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("lead"), pair("body")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
    )

    class Meta:
        verbose_name = _("list of networks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the networks by kind."""
        return {**super().get_context(request, *args, **kwargs), "kinds": networks_by_kind()}
