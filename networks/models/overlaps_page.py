"""Which organisations share which networks with ASTRA."""

from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.choosing import ChoosingMixin


class OverlapsPage(ChoosingMixin, BasePage):
    """A table network × network, and the organisations that are in most of them."""

    template = "pages/overlaps_page.html"
    view_name = "networks.pages.overlaps_page"

    class Meta:
        verbose_name = _("overlaps of networks")
