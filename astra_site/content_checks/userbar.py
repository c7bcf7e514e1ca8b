"""Wagtail's accessibility checks with all rules of axe."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class AllRulesItem(ContentCheckerItem):
    """Runs every rule that axe does not call experimental; Wagtail itself runs ten of them."""

    axe_run_only = None
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
