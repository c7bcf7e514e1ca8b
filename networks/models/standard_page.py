"""A page of text: help, safe browsing, accessibility, privacy."""

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel

from astra_site.editing.language_panels import pair
from astra_site.pages.models import BasePage
from astra_site.pages.page_panels import tabs
from networks.blocks.streams import StandardStreamBlock
from networks.models.easy_read import EasyReadMixin
from networks.stream_field import SlimStreamField


class StandardPage(EasyReadMixin, BasePage):
    """A title, a lead and text."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = SlimStreamField(StandardStreamBlock(), verbose_name=_("text"), blank=True)
    is_in_footer = models.BooleanField(_("link in the footer"), default=False)

    template = "pages/standard_page.html"
    parent_page_types = ["networks.HomePage", "networks.StandardPage"]
    subpage_types = ["networks.StandardPage"]
    translated_fields = ("lead", "body", "easy_read")
    searched_fields = ("lead", "body")

    edit_handler = tabs(
        (_("Content"), [pair("title"), pair("lead"), pair("body"), pair("easy_read")]),
        (_("Search engines"), BasePage.promote_panels),
        (_("Settings"), [FieldRowPanel(["show_in_menus", "is_in_footer"]), *BasePage.settings_panels]),
    )

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page; one that tells whom to call is not to be kept on the disk by browsers.

        Who reads such a page looks for help: docs/decisions/0004-exit.md.
        """
        response = super().serve(request, *args, **kwargs)
        if any(block.block_type == "hotlines" for block in self.body):
            response["Cache-Control"] = "no-store"
        return response
