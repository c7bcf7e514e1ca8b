"""Panels and the form that every page type shares in the admin."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)


class BasePageForm(WagtailAdminPageForm):
    """Turns an English address that is taken into a message at its field."""

    def clean(self) -> dict[str, Any]:
        """Check the English address against the pages beside this one."""
        from astra_site.pages.models import is_english_slug_free

        cleaned = super().clean()
        slug = cleaned.get("slug_en") or (cleaned.get("slug") if not cleaned.get("title_en") else "")
        if (
            slug
            and self.parent_page is not None
            and not is_english_slug_free(self.instance, self.parent_page, slug)
        ):
            field = "slug_en" if "slug_en" in self.fields else None
            self.add_error(
                field, forms.ValidationError(_("Another page here has this English address. Choose another."))
            )
        return cleaned


def pair(field: str, heading: str | Promise = "", **options: Any) -> FieldRowPanel:
    """Return the Serbian and the English column of a translated field side by side."""
    source, english = (field, f"{field}_en") if field in BASE_FIELDS else (f"{field}_sr_latn", f"{field}_en")
    return FieldRowPanel(
        [FieldPanel(source, **options), FieldPanel(english, **options)], heading=heading or ""
    )


# Fields of the base page, whose Serbian column is Wagtail's own.
BASE_FIELDS = {"title", "slug", "seo_title", "search_description"}


def title_panels() -> list[Panel]:
    """Return the panels for the title in both languages."""
    return [pair("title")]


def search_engine_panels() -> list[Panel]:
    """Return the panels of the tab for addresses and search engines."""
    return [
        MultiFieldPanel([pair("slug")], heading=_("Address")),
        MultiFieldPanel([pair("seo_title"), pair("search_description")], heading=_("For search engines")),
    ]


def tabs(*named: tuple[str | Promise, list[Panel]]) -> TabbedInterface:
    """Return the tabs of an edit form, with the form class that checks both addresses."""
    return TabbedInterface(
        [ObjectList(children, heading=heading) for heading, children in named], base_form_class=BasePageForm
    )
