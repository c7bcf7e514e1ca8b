"""Template tags for organisations: their address, and their name in the right language."""

from urllib.parse import urlencode

from django import template
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.template.context import Context

from astra_site import languages
from astra_site.pages.menu import top_pages
from networks.directory.facets import PARAMETERS
from networks.directory.index import NETWORK
from networks.models import NetworkPage, Organisation, OrganisationIndexPage
from networks.organisation_names import name_of

register = template.Library()
register.simple_tag(name_of)


@register.simple_tag(takes_context=True)
def organisation_url(context: Context, organisation: Organisation) -> str:
    """Return the address of an organisation's page, or "" while there is no directory."""
    address = directory_url(context.get("request"))
    if not address:
        return ""
    slug = getattr(organisation, languages.column(Organisation, "slug", languages.active()))
    return f"{address}{slug}/"


@register.simple_tag(takes_context=True)
def network_in_directory(context: Context, network: NetworkPage) -> str:
    """Return the address of the directory with the members of `network` chosen."""
    language = languages.active()
    query = urlencode({PARAMETERS[language][NETWORK]: network.effective_slug(language)})
    return f"{directory_url(context.get('request'))}?{query}"


def directory_url(request: HttpRequest | None) -> str:
    """Return the address of the directory; asked once a request, for lists have a hundred links."""
    known = getattr(request, "_directory_url", None)
    if known is not None:
        return known
    kind = ContentType.objects.get_for_model(OrganisationIndexPage)
    # It stands right below the home page, so it is known already.
    directory = next((page for page in top_pages(request) if page.content_type_id == kind.pk), None)
    url = directory.get_url(request) if directory else ""
    if request is not None:
        vars(request)["_directory_url"] = url
    return url
