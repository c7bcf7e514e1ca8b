"""When each network began and since when ASTRA belongs to it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.pages.models import BasePage
from astra_site.pages.panels import pair, tabs
from networks.blocks.streams import StandardStreamBlock
from networks.stream_field import SlimStreamField


class TimelinePage(BasePage):
    """All networks on one line of years."""

    lead = models.TextField(_("lead"), max_length=280)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    template = "pages/timeline_page.html"
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
        verbose_name = _("timeline")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the timeline of all published networks."""
        from networks.overview import networks_without_text
        from networks.timeline import timeline

        return {
            **super().get_context(request, *args, **kwargs),
            "timeline": timeline(networks_without_text()),
        }
