"""How an address with choices is answered, by the directory, its map and the overlaps alike."""

from django.http import HttpRequest, HttpResponsePermanentRedirect

from astra_site import languages
from astra_site.pages.models import BasePage
from networks.directory.freshness import choices_of
from networks.directory.parameters import without_empty
from networks.directory.renamed import with_present_networks


def leads_on(page: BasePage, request: HttpRequest) -> HttpResponsePermanentRedirect | None:
    """Lead on from empty choices, as the form makes them, and from what a network was once called."""
    clean = without_empty(request.GET)
    if clean is None:
        choices = choices_of(request)
        present = with_present_networks(choices) if choices.unknown else None
        if present is None:
            return None
        clean = present.query(languages.active())
    query = f"?{clean}" if clean else ""
    return HttpResponsePermanentRedirect(f"{page.url_in(languages.active())}{query}")


def status(request: HttpRequest) -> int:
    """Return 404 where the address has a value that stands for nothing; the page says so in words."""
    return 404 if choices_of(request).unknown else 200
