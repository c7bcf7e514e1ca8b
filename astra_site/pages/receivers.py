"""What pages listen to from the start."""

from wagtail.contrib.redirects.signal_handlers import (
    autocreate_redirects_on_page_move,
    autocreate_redirects_on_slug_change,
)
from wagtail.signals import page_slug_changed, post_page_move

# BasePage.save leaves redirects behind instead, in both languages (redirects.py).
post_page_move.disconnect(autocreate_redirects_on_page_move)
page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
