"""Template tags for what stands around every page: menu, way back, language versions, notice.

They answer for whatever the context holds: `subject` for what stands on the page (see subject.py) and
`addressed` for what search engines know by an address of its own; else `page`, else nothing, as on an
error page.
"""

from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.db.models import SlugField, URLField
from django.template.context import Context
from django.utils.translation import gettext

from astra_site import languages
from astra_site.languages.fallback import TranslatedValue
from astra_site.pages import alternates, menu
from astra_site.pages.models import BasePage
from astra_site.pages.subject import PageSubject, with_site_name

register = template.Library()
register.filter(with_site_name)

# Translated, but no words that a visitor reads: without them nothing on the page is in Serbian.
NOT_READ = (SlugField, URLField)
HOME = {languages.SOURCE: "/", languages.CYRILLIC: "/sr-cyrl/", languages.ENGLISH: "/en/"}


class LanguageLinks(NamedTuple):
    """The addresses of what is shown, in every language."""

    canonical: str
    alternates: list[alternates.Alternate]
    is_indexable: bool


class LanguageChoice(NamedTuple):
    """One language of the switch."""

    code: str
    name: str
    url: str
    is_current: bool


def _canonical(context: Context) -> Any:
    return context.get("canonical") or context.get("page")


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> LanguageLinks | None:
    """Return canonical and hreflang addresses, or None where nothing has an address."""
    thing = _canonical(context)
    if not getattr(thing, "pk", True) or thing is None:
        return None
    request = context.get("request")
    active = languages.active()
    return LanguageLinks(
        alternates.full_url(thing, languages.version(), request),
        alternates.alternates(thing, request),
        thing.is_translated(active),
    )


@register.simple_tag(takes_context=True)
def language_choices(context: Context) -> list[LanguageChoice]:
    """Return all versions with the address of the same thing in each, else of the home page.

    A view that a visitor has put together has an address of its own besides that of its page: the
    context calls it `with_parameters`.
    """
    thing = context.get("with_parameters") or _canonical(context)
    names = {languages.SOURCE: "srpski", languages.CYRILLIC: "српски", languages.ENGLISH: "English"}
    return [
        LanguageChoice(
            languages.html_code(version),
            names[version],
            (alternates.url_in(thing, version) if thing else None) or HOME[version],
            version == languages.version(),
        )
        for version in languages.VERSIONS
    ]


@register.simple_tag(takes_context=True)
def menu_pages(context: Context) -> list[BasePage]:
    """Return the pages of the main menu."""
    return [page for page in menu.top_pages(context.get("request")) if page.show_in_menus]


class MenuEntry(NamedTuple):
    """A page of the main menu, its name there, and what `aria-current` says of it."""

    page: BasePage
    name: TranslatedValue
    current: str


@register.simple_tag(takes_context=True)
def main_menu(context: Context) -> list[MenuEntry]:
    """Return the main menu as it stands on this page."""
    here = subject(context)
    return [
        MenuEntry(page, PageSubject(page).last_step, here.current(page) if here else "")
        for page in menu_pages(context)
    ]


@register.simple_tag(takes_context=True)
def subject(context: Context) -> PageSubject | None:
    """Return what stands on the page: a page of the tree, or what the view calls so."""
    page = context.get("page")
    return context.get("subject") or (PageSubject(page) if page else None)


@register.simple_tag(takes_context=True)
def page_title(context: Context) -> str:
    """Return the title for browsers and search engines."""
    found = subject(context)
    return found.head_title if found else gettext("ASTRA’s networks")


@register.simple_tag
def owner_template() -> str:
    """Return the template that says at the top of every page whose the site is, which the settings name."""
    return settings.OWNER_TEMPLATE


@register.simple_tag
def footer_template() -> str:
    """Return the template of what stands below every page, which the settings name."""
    return settings.FOOTER_TEMPLATE


@register.simple_tag(takes_context=True)
def home_url(context: Context) -> str:
    """Return the address of the home page in the active language."""
    return HOME[languages.active()]


@register.simple_tag
def missing_words(thing: Any) -> list[str]:
    """Return the fields that a visitor of this language reads in Serbian."""
    if not thing:
        return []
    missing = thing.missing_fields(languages.active())
    return [name for name in missing if not isinstance(thing._meta.get_field(name), NOT_READ)]
