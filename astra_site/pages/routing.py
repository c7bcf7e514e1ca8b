"""From an address to a page, in one query, in either language."""

import copy

from django.http import Http404, HttpRequest
from django.utils import translation
from wagtail.models import AbstractPage
from wagtail.url_routing import RouteResult

from astra_site import languages
from astra_site.caching.generation import GENERATION
from astra_site.caching.per_generation import PerGeneration
from astra_site.pages import sites

# A tree path holds 255 characters, four a level; a longer address cannot be a page's.
DEEPEST = 63
# The rows of all pages by their paths, for each language; and the pages that were asked for, by key.
_BY_PATH = PerGeneration[dict[str, AbstractPage]]()
_SPECIFIC = PerGeneration[AbstractPage]()


def find_route(request: HttpRequest, path: str, language: str) -> RouteResult | None:
    """Return the page whose address in `language` is `path`, or None.

    The deepest page whose address begins the path is asked; what is left of the path is its own to
    answer (the directory answers for its organisations), any other page refuses it.
    """
    site = sites.site_of(request)
    if site is None or "\x00" in path:
        return None
    parts = [part for part in path.split("/") if part]
    if len(parts) > DEEPEST:
        return None
    root = site.root_page
    prefixes = [
        root.path_in(language) + "".join(f"{part}/" for part in parts[:size])
        for size in range(len(parts) + 1)
    ]
    *above, found = _pages_at(root, prefixes, language) or [None]
    if found is None:
        return None
    # A copy, for what is kept is shared and a request writes on its page.
    page = copy.copy(_SPECIFIC.get(found.pk, lambda: found.specific))
    page.known_ancestors = above
    try:
        with translation.override(language):
            return page.route(request, parts[found.depth - root.depth :])
    except Http404:
        return None


def _pages_at(root: AbstractPage, prefixes: list[str], language: str) -> list[AbstractPage]:
    """Return the pages at these paths in `language`, from the root on."""
    model, column = root.base_page_model, languages.path_column(language)
    if GENERATION.current is None:
        pages = model.objects.filter(**{f"{column}__in": prefixes})
        return sorted(pages, key=lambda page: page.depth)
    known = _BY_PATH.get(language, lambda: {getattr(page, column): page for page in model.objects.all()})
    return [known[prefix] for prefix in prefixes if prefix in known]


def find_twin(request: HttpRequest, path: str, language: str) -> str | None:
    """Return the address in `language` of the page that has `path` in the other language."""
    route = find_route(request, path, languages.other(language))
    if route is None:
        return None
    page, args, _kwargs = route
    return page.url_in(language, *args)
