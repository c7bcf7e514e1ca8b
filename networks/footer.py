"""The pages that have a link in the footer of every page."""

from wagtail.signals import post_page_move

from astra_site.caching.cache import Cache
from astra_site.pages import signals
from networks.models import StandardPage


def _read() -> list[StandardPage]:
    pages = StandardPage.objects.live().filter(is_in_footer=True).order_by("path")
    texts = [f"{name}{ending}" for name in ("body", "easy_read") for ending in ("", "_sr_latn", "_en")]
    return list(pages.defer(*texts))


PAGES = Cache("footer", _read)


def connect() -> None:
    """Listen to what changes the footer."""
    PAGES.depends_on(StandardPage)
    post_page_move.connect(PAGES.invalidate)
    signals.paths_changed.connect(PAGES.invalidate)
