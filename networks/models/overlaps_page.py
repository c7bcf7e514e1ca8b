"""Which organisations share which networks with ASTRA."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.listing import ListingMixin


class OverlapsPage(ListingMixin, BasePage):
    """A table network × network, and the organisations that are in most of them."""

    template = "pages/overlaps_page.html"

    class Meta:
        verbose_name = _("overlaps of networks")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the counts, and the organisations of two networks where a visitor has chosen two."""
        from networks.models import SiteSettings
        from networks.overlaps import PairAddress, SeenPair, overlaps

        found = overlaps(SiteSettings.for_request(request).our_organisation_id)
        chosen = found.chosen(request.GET)
        context = {
            **super().get_context(request, *args, **kwargs),
            "overlaps": found,
            "chosen": chosen,
        }
        if chosen:
            context |= {"addressed": PairAddress(self), "seen": SeenPair(self, chosen)}
        return context
