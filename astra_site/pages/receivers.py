"""What pages listen to from the start."""

from wagtail.contrib.redirects.signal_handlers import (
    autocreate_redirects_on_page_move,
    autocreate_redirects_on_slug_change,
)
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move

from astra_site.pages.menu import TOP_PAGES
from astra_site.pages.models import BasePage
from astra_site.pages.sites import SITES

SITES.depends_on(Site, BaseSiteSetting, BasePage)
TOP_PAGES.depends_on(BasePage)
# Pages that only change places are not saved.
post_page_move.connect(TOP_PAGES.invalidate)

# BasePage.save leaves redirects behind instead, in both languages (redirects.py).
post_page_move.disconnect(autocreate_redirects_on_page_move)
page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
