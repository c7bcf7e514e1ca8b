"""How many things a list of staff has, as one says it: Serbian has three forms, and Wagtail's lists know two.

A model says it by `counted`, made by `ngettext_lazy`; of one that does not only the number is told.
"""

from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator


def say_numbers() -> None:
    """Let the lists say so: 1 organizacija, 2 organizacije, 5 organizacija."""
    WagtailPaginator.items_count_label = property(_items_count_label)


def _items_count_label(paginator: WagtailPaginator) -> str:
    counted = getattr(paginator.model, "counted", None)
    label: str = (counted or _("Total: %(number)s")) % {"number": paginator.count}
    return label
