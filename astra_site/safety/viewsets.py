"""Hotlines in the admin."""

from django.utils.translation import gettext_lazy as _

from astra_site.editing.columns import VERIFIED_ON
from astra_site.editing.viewsets import BilingualViewSet
from astra_site.safety.models import Hotline


class HotlineViewSet(BilingualViewSet):
    """Telephone lines."""

    model = Hotline
    icon = "mobile-alt"
    menu_label = _("Hotlines")
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["__str__", VERIFIED_ON]
    search_fields = ["name_sr_latn", "name_en", "number", "dial_string"]
    search_backend_name = None
    copy_view_enabled = False
