"""The pages that have a link in the footer of every page."""

from astra_site.caching.cache import Cache
from networks.models import StandardPage


def _read() -> list[StandardPage]:
    pages = StandardPage.objects.live().filter(is_in_footer=True).order_by("path")
    texts = [f"{name}{ending}" for name in ("body", "easy_read") for ending in ("", "_sr_latn", "_en")]
    return list(pages.defer(*texts))


PAGES = Cache(_read)
