"""The pages right below a home page, of which the main menu is made. In memory: each page shows them."""

from django.http import HttpRequest

from astra_site.caching.cache import Cache
from astra_site.pages.models import BasePage
from astra_site.pages.sites import site_of


def _read_top_pages() -> list[BasePage]:
    # Of every site; which of them are whose is told by their paths.
    return list(BasePage.objects.live().filter(depth=3).order_by("path").specific())


TOP_PAGES = Cache(_read_top_pages)


def top_pages(request: HttpRequest | None) -> list[BasePage]:
    """Return the published pages right below the home page."""
    site = site_of(request) if request else None
    root = site.root_page if site else None
    return [page for page in TOP_PAGES.get(request) if root and page.path.startswith(root.path)]


def url_of_top_page(model: type[BasePage], request: HttpRequest | None) -> str:
    """Return the address of the first of them that is of this type; "" where none is published."""
    found = next((page for page in top_pages(request) if isinstance(page, model)), None)
    return (found.get_url(request) or "") if found else ""
