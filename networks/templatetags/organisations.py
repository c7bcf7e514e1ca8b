"""Template tags for organisations: their address, and their name in the right language."""

from typing import NamedTuple

from django import template
from django.http import HttpRequest
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
    """Return the address of an organisation's page, or "" while there is no directory."""
    directory_url = _directory_url(context.get("request"))
    if not directory_url:
        return ""
    slug = getattr(organisation, languages.column(Organisation, "slug", languages.active()))
    return f"{directory_url}{slug}/"


def _directory_url(request: HttpRequest | None) -> str:
    """Return the address of the directory; asked once a request, for lists have a hundred links."""
    known = getattr(request, "_directory_url", None)
    if known is not None:
        return known
    directory = OrganisationIndexPage.objects.live().first()
    url = directory.get_url(request) if directory else ""
    if request is not None:
        request._directory_url = url  # type: ignore[attr-defined]
    return url


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
