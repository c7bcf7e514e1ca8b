"""Template tags for organisations: their address, and their name in the right language."""

from typing import NamedTuple

from django import template
from django.template.context import Context

from astra_site.pages import languages
from astra_site.translations import text
from networks.models import Organisation, OrganisationIndexPage

register = template.Library()


class Name(NamedTuple):
    """An organisation's name as shown, and its own name where that is another one."""

    shown: str
    shown_language: str
    own: str
    own_language: str


@register.simple_tag(takes_context=True)
def organisation_url(context: Context, organisation: Organisation) -> str:
    """Return the address of an organisation's page; the directory is looked up once a render."""
    cache = context.render_context
    if "organisation_directory" not in cache:
        directory = OrganisationIndexPage.objects.live().first()
        cache["organisation_directory"] = directory.get_url(context.get("request")) if directory else ""
    directory_url = cache["organisation_directory"]
    if not directory_url:
        return ""
    slug = getattr(organisation, languages.column(Organisation, "slug", languages.active()))
    return f"{directory_url}{slug}/"


@register.simple_tag
def name_of(organisation: Organisation) -> Name:
    """Return the name with its language: "" where it is the language of the page."""
    found = text.translated(organisation, "name")
    own, own_language = organisation.original_name, organisation.original_language
    page_language = languages.html_code(languages.active())
    language = languages.html_code(found.language) if found.is_fallback else ""
    if own_language and own_language != page_language and own in {"", found.value}:
        language = own_language
    shows_own = own and own != found.value
    return Name(
        str(found.value or ""),
        language,
        own if shows_own else "",
        own_language if shows_own and own_language != page_language else "",
    )
