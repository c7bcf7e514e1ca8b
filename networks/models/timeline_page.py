"""When each network began and since when ASTRA belongs to it."""

from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.listing import ListingMixin


class TimelinePage(ListingMixin, BasePage):
    """All networks on one line of years."""

    template = "pages/timeline_page.html"
    view_name = "networks.pages.timeline_page"

    class Meta:
        verbose_name = _("timeline")
