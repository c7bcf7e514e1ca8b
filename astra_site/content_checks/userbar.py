"""Wagtail's accessibility checks with all rules of axe.

Wagtail puts a marker beside each part of the preview that it finds a fault in, then looks at the page
once more. What it counts then must not be its own markers: an editor who sees faults that are not hers
learns to look away.
"""

from django.http import HttpRequest
from wagtail.admin.userbar import ContentCheckerItem

from astra_site.content_checks.axe_messages import MESSAGES

# What axe allows in lists, and the marker that Wagtail puts there.
MARKER = "wagtail-inline-userbar"
LISTS = [
    {"id": "only-listitems", "options": {"validRoles": ["listitem"], "validNodeNames": ["li", MARKER]}},
    {
        "id": "only-dlitems",
        "options": {
            "validRoles": ["definition", "term", "listitem"],
            "validNodeNames": ["dt", "dd", MARKER],
            "divGroups": True,
        },
    },
]

# axe itself asks for a line that is slanted or larger too; an editor makes it only bold.
BOLD_LINE = {
    "id": "p-as-heading",
    "options": {"margins": [{"weight": 150}], "passLength": 1, "failLength": 0.5},
}


class AllRulesItem(ContentCheckerItem):
    """Runs every rule that axe does not call experimental; Wagtail itself runs ten of them."""

    axe_run_only = None
    # One selector for both: Wagtail would look for a second one inside a frame of the first.
    axe_exclude = [f"wagtail-userbar, {MARKER}"]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *LISTS, BOLD_LINE]
    # Wagtail runs this one although axe calls it experimental. Only editors write a bold line for a
    # heading; a name in the footer may be bold.
    axe_rules = {"p-as-heading": {"enabled": True}}
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {"id": "p-as-heading", "selector": ".rich-text p", "enabled": True},
    ]
    axe_messages = MESSAGES

    def get_axe_exclude(self, request: HttpRequest) -> list[str]:
        """Leave out Wagtail's own additions; its own selector finds none of the markers."""
        return self.axe_exclude
