"""The panels and tabs of a page's edit form."""

from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, ObjectList, Panel, TabbedInterface

from astra_site.editing.language_panels import pair
from astra_site.editing.short_html import short
from astra_site.pages.forms import BasePageForm


def title_panels() -> list[Panel]:
    """Return the panels for the title in both languages."""
    return [pair("title")]


def search_engine_panels() -> list[Panel]:
    """Return the panels of the tab for addresses and search engines."""
    return [
        MultiFieldPanel([pair("slug")], heading=_("Address")),
        MultiFieldPanel([pair("seo_title"), pair("search_description")], heading=_("For search engines")),
    ]


class ShortTabs(TabbedInterface):
    """The tabs of a form, without the indentation of the templates that it is made from."""

    class BoundPanel(TabbedInterface.BoundPanel):
        """The tabs with their form."""

        def render_html(self, parent_context: Any = None) -> SafeString:
            """Return the form as always, in two thirds of the bytes."""
            return short(super().render_html(parent_context))


def tabs(
    *named: tuple[str | Promise, list[Panel]], form_class: type[BasePageForm] = BasePageForm
) -> ShortTabs:
    """Return the tabs of a page's edit form, with the form class that checks both addresses."""
    return ShortTabs(
        [ObjectList(children, heading=heading) for heading, children in named], base_form_class=form_class
    )
