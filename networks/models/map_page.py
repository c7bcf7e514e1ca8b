"""Where the organisations of all networks are."""

from django.utils.translation import gettext_lazy as _

from astra_site.pages.models import BasePage
from networks.models.choosing import ChoosingMixin


class MapPage(ChoosingMixin, BasePage):
    """All organisations on maps; each place leads to its organisations in the directory."""

    template = "pages/map_page.html"
    view_name = "networks.pages.map_page"

    class Meta:
        verbose_name = _("map of organisations")
