"""Hotlines in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from astra_site.editing.list_columns import VERIFIED_ON
from astra_site.editing.viewsets import BilingualViewSet
from astra_site.safety.models import Hotline


class UnknownFactsColumn(Column):
    """What nobody knows of a line, in words: an empty cell would not say so."""

    def get_value(self, instance: Any) -> str:
        """Return the names of the facts."""
        return ", ".join(instance.unknown_facts)


class HotlineViewSet(BilingualViewSet):
    """Telephone lines."""

    model = Hotline
    icon = "mobile-alt"
    menu_label = _("Hotlines")
    menu_order = 120
    add_to_admin_menu = True
    list_display = [
        "__str__",
        Column("subject", label=_("For what"), accessor="get_subject_display"),
        Column("confidence", label=_("Confidence"), accessor="get_confidence_display"),
        UnknownFactsColumn("unknown_facts", label=_("Not known")),
        VERIFIED_ON,
    ]
    search_fields = ["name_sr_latn", "name_en", "number", "dial_string"]
    search_backend_name = None
