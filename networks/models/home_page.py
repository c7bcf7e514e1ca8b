"""The first page: what networking is for, and the networks at a glance."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from astra_site.editing.language_panels import pair
from astra_site.pages.models import BasePage
from astra_site.pages.page_panels import tabs
from networks.blocks.streams import StandardStreamBlock
from networks.models.viewed import ViewedPageMixin
from networks.stream_field import SlimStreamField


class HomePage(ViewedPageMixin, BasePage):
    """The site's root page."""

    heading = models.CharField(
        _("heading"),
        max_length=120,
        help_text=_("What the site is about, in plain words, for someone who has never heard of us."),
    )
    motto = models.CharField(
        _("motto"), max_length=120, blank=True, help_text=_("One short, strong sentence below the heading.")
    )
    lead = models.TextField(_("lead"), max_length=500)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)

    template = "pages/home_page.html"
    view_name = "networks.pages.home_page"
    parent_page_types = ["pages.BasePage"]
    subpage_types = [
        "networks.NetworkIndexPage",
        "networks.OrganisationIndexPage",
        "networks.MapPage",
        "networks.TimelinePage",
        "networks.OverlapsPage",
        "networks.StandardPage",
    ]
    max_count = 1
    translated_fields = ("heading", "motto", "lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("heading"), pair("motto"), pair("lead"), pair("body")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldPanel("show_in_menus"), *BasePage.settings_panels]),
    )

    class Meta:
        verbose_name = _("home page")
