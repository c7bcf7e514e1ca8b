"""All networks by kind, and what networking is for."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.listing import ListingMixin
from networks.overview import networks_by_kind


class NetworkIndexPage(ListingMixin, BasePage):
    """The list of networks."""

    template = "pages/network_index_page.html"
    subpage_types = ["networks.NetworkPage"]

    class Meta:
        verbose_name = _("list of networks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the networks by kind."""
        return {**super().get_context(request, *args, **kwargs), "kinds": networks_by_kind()}
