"""Wagtail's accessibility checks with all rules of axe.

Wagtail puts a marker beside each part of the preview that it finds a fault in, then looks at the page
once more. What it counts then must not be its own markers: an editor who sees faults that are not hers
learns to look away.
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

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


class AllRulesItem(ContentCheckerItem):
    """Runs every rule that axe does not call experimental; Wagtail itself runs ten of them."""

    axe_run_only = None
    # One selector for both: Wagtail would look for a second one inside a frame of the first.
    axe_exclude = [f"wagtail-userbar, {MARKER}"]
    axe_custom_checks = [*ContentCheckerItem.axe_custom_checks, *LISTS]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "color-contrast": {
            "error_name": _("Too little contrast"),
            "help_text": _("Text and background are too much alike."),
        },
        "image-alt": {
            "error_name": _("Picture without a description"),
            "help_text": _("Describe the picture at the picture itself, or mark it as decorative."),
        },
        "heading-order": {
            "error_name": _("A level of headings is skipped"),
            "help_text": _("Headings follow each other without a gap."),
        },
        "link-in-text-block": {
            "error_name": _("Link looks like the text around it"),
            "help_text": _("A link must be told from its text without colour."),
        },
        "duplicate-id": {
            "error_name": _("Two parts of the page have one id"),
            "help_text": _("This is for whoever builds the site."),
        },
    }

    def get_axe_exclude(self, request: HttpRequest) -> list[str]:
        """Leave out Wagtail's own additions; its own selector finds none of the markers."""
        return self.axe_exclude
