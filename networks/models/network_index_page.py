"""All networks by kind, and what networking is for."""

from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.listing import ListingMixin


class NetworkIndexPage(ListingMixin, BasePage):
    """The list of networks."""

    template = "pages/network_index_page.html"
    view_name = "networks.pages.network_index_page"
    subpage_types = ["networks.NetworkPage"]

    class Meta:
        verbose_name = _("list of networks")
