"""The first page: what networking is for, and the networks at a glance."""

from typing import Any

from django.db import models
from django.db.models import Count, Value
from django.db.models.functions import NullIf
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.editing.panels import pair
from astra_site.pages.models import BasePage
from astra_site.pages.panels import tabs
from networks.blocks.streams import StandardStreamBlock
from networks.overview import networks_by_kind
from networks.stream_field import SlimStreamField


class HomePage(BasePage):
    """The site's root page."""

    heading = models.CharField(_("heading"), max_length=120, help_text=_("One short, strong sentence."))
    lead = models.TextField(_("lead"), max_length=500)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    template = "pages/home_page.html"
    parent_page_types = ["pages.BasePage"]
    subpage_types = [
        "networks.NetworkIndexPage",
        "networks.OrganisationIndexPage",
        "networks.TimelinePage",
        "networks.OverlapsPage",
        "networks.StandardPage",
    ]
    max_count = 1
    translated_fields = ("heading", "lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("heading"), pair("lead"), pair("body")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
    )

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the networks by kind and the numbers of the whole."""
        from networks.models import Organisation

        kinds = networks_by_kind()
        # A country that is not known is an empty text, which must not be counted as one.
        known_country = NullIf("country", Value(""))
        counted = Organisation.objects.filter(live=True).aggregate(
            organisation_count=Count("pk"), country_count=Count(known_country, distinct=True)
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "kinds": kinds,
            "network_count": sum(len(kind.networks) for kind in kinds),
            **counted,
        }
