"""Template tags for what stands around every page: menu, way back, language versions, notice.

They answer for whatever the context holds: `addressed` (something with an address of its own, such
as an organisation), else `page`, else nothing, as on an error page.
"""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.db.models import SlugField, URLField
from django.template.context import Context

from astra_site import languages
from astra_site.pages import alternates, menu
from astra_site.pages.models import BasePage

register = template.Library()

# Translated, but no words that a visitor reads: without them nothing on the page is in Serbian.
NOT_READ = (SlugField, URLField)
HOME = {languages.SOURCE: "/", languages.ENGLISH: "/en/"}


class LanguageLinks(NamedTuple):
    """The addresses of what is shown, in every language."""

    canonical: str
    alternates: list[alternates.Alternate]
    is_indexable: bool


class LanguageChoice(NamedTuple):
    """One language of the switch."""

    code: str
    name: str
    address: str
    is_current: bool


def _addressed(context: Context) -> Any:
    return context.get("addressed") or context.get("page")


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> LanguageLinks | None:
    """Return canonical and hreflang addresses, or None where nothing has an address."""
    thing = _addressed(context)
    if not getattr(thing, "pk", True) or thing is None:
        return None
    request = context.get("request")
    active = languages.active()
    return LanguageLinks(
        alternates.full_address(thing, active, request),
        alternates.alternates(thing, request),
        thing.is_translated(active),
    )


@register.simple_tag(takes_context=True)
def language_choices(context: Context) -> list[LanguageChoice]:
    """Return both languages with the address of the same thing in each, else of the home page.

    A view that a visitor has put together has an address of its own besides that of its page: the
    context calls it `seen`.
    """
    thing = context.get("seen") or _addressed(context)
    names = {languages.SOURCE: "srpski", languages.ENGLISH: "English"}
    return [
        LanguageChoice(
            languages.html_code(language),
            names[language],
            (thing.address_in(language) if thing else None) or HOME[language],
            language == languages.active(),
        )
        for language in languages.CODES
    ]


@register.simple_tag(takes_context=True)
def menu_pages(context: Context) -> list[BasePage]:
    """Return the pages of the main menu."""
    return [page for page in menu.top_pages(context.get("request")) if page.show_in_menus]


@register.simple_tag
def ancestors(page: BasePage | None) -> list[BasePage]:
    """Return the pages above `page`, the home page first."""
    if not page or not page.path:
        return []
    if page.known_ancestors is not None:
        return page.known_ancestors
    return list(page.get_ancestors().filter(depth__gt=1).order_by("path"))


@register.simple_tag
def footer_template() -> str:
    """Return the template of what stands below every page, which the settings name."""
    return settings.FOOTER_TEMPLATE


@register.simple_tag(takes_context=True)
def home_address(context: Context) -> str:
    """Return the address of the home page in the active language."""
    return HOME[languages.active()]


@register.simple_tag
def missing_words(thing: Any) -> list[str]:
    """Return the fields that a visitor of this language reads in Serbian."""
    if not thing:
        return []
    missing = thing.missing_fields(languages.active())
    return [name for name in missing if not isinstance(thing._meta.get_field(name), NOT_READ)]
