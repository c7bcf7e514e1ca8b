"""The pages that have a link in the footer of every page."""

from astra_site.caching.cache import Cache
from networks.models import StandardPage


def _read() -> list[StandardPage]:
    pages = StandardPage.objects.live().filter(is_in_footer=True).order_by("path")
    return list(pages.defer("body", "body_sr_latn", "body_en"))


PAGES = Cache(_read)
