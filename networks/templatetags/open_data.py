"""Template tag for what a page says to search engines."""

import json
from typing import Any

from django import template
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from astra_site import languages
from astra_site.pages import alternates
from networks.models import HomePage, NetworkPage, OrganisationIndexPage
from networks.open_data import files, structured
from networks.templatetags.organisations import directory_url

register = template.Library()
# Nothing in a text may end the element that it stands in.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Return the page's JSON-LD, or nothing where there is nothing to say.

    It is a block of data that no browser runs, so the content security policy lets it stand.
    """
    thing = _thing(context)
    if not thing:
        return SafeString("")
    written = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')


def _thing(context: Context) -> dict[str, Any] | None:
    request, page, language = context.get("request"), context.get("page"), languages.active()
    addressed = context.get("addressed")
    if request is None or not getattr(page or addressed, "pk", True):
        return None
    if context.get("organisation") is not None:
        if addressed is None:
            return None  # A preview; it has no address yet.
        here = alternates.full_address(addressed, language, request)
        root = alternates.root_url(request)
        return structured.organisation(context["organisation"], here, context["memberships"], root)
    if isinstance(page, NetworkPage):
        return structured.network(page, context["members"], directory_url(request), request)
    if isinstance(page, HomePage):
        return structured.website(page, request)
    if isinstance(page, OrganisationIndexPage) and not context["choices"].is_made:
        return structured.dataset(page, _downloads(context), request)
    return None


def _downloads(context: Context) -> list[dict[str, Any]]:
    root = alternates.root_url(context["request"])
    here = context["directory_address"]
    return [
        structured.download(root + files.address(here, file, languages.active()), file.content_type)
        for file in files.FILES
        if file.is_filtered
    ]
