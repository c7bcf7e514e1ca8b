"""What the panel says of each rule of axe, which itself speaks no Serbian."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# What an editor can put right.
FOR_EDITORS = {
    "color-contrast": (_("Too little contrast"), _("Text and background are too much alike.")),
    "image-alt": (
        _("Picture without a description"),
        _("Describe the picture at the picture itself, or mark it as decorative."),
    ),
    "image-redundant-alt": (
        _("Description says what stands beside the picture"),
        _("A screen reader reads it twice. Say what the picture shows, or mark it as decorative."),
    ),
    "heading-order": (_("A level of headings is skipped"), _("Headings follow each other without a gap.")),
    "landmark-unique": (
        _("Two parts of the page have one name"),
        _("Give one of them another heading, so that they can be told apart."),
    ),
    "link-in-text-block": (
        _("Link looks like the text around it"),
        _("A link must be told from its text without colour."),
    ),
    "summary-name": (_("Question without words"), _("Write what opens to the answer, or delete it.")),
    "table-duplicate-name": (
        _("Table says its name twice"),
        _("Give the table a caption that says something else."),
    ),
    "th-has-data-cells": (
        _("Column of a table is empty"),
        _("Fill the cells below the heading of the column, or delete the column."),
    ),
}
# What templates and styles are to blame for. tests/browser/test_checks_panel.py finds a rule that is new.
FOR_BUILDERS = """
accesskeys area-alt aria-allowed-attr aria-allowed-role aria-braille-equivalent aria-command-name
aria-conditional-attr aria-deprecated-role aria-dialog-name aria-hidden-body aria-hidden-focus
aria-input-field-name aria-meter-name aria-progressbar-name aria-prohibited-attr aria-required-attr
aria-required-children aria-required-parent aria-roles aria-text aria-toggle-field-name aria-tooltip-name
aria-treeitem-name aria-valid-attr aria-valid-attr-value autocomplete-valid avoid-inline-spacing blink bypass
definition-list dlitem document-title duplicate-id-aria form-field-multiple-labels frame-focusable-content
frame-tested frame-title-unique html-has-lang html-lang-valid html-xml-lang-mismatch input-image-alt label
label-title-only landmark-banner-is-top-level landmark-complementary-is-top-level
landmark-contentinfo-is-top-level landmark-main-is-top-level landmark-no-duplicate-banner
landmark-no-duplicate-contentinfo landmark-no-duplicate-main landmark-one-main list listitem marquee
meta-refresh meta-viewport meta-viewport-large nested-interactive no-autoplay-audio object-alt
page-has-heading-one presentation-role-conflict region role-img-alt scope-attr-valid
scrollable-region-focusable select-name server-side-image-map skip-link svg-img-alt tabindex td-headers-attr
valid-lang video-caption
""".split()

MESSAGES = {
    **{
        rule: {
            "error_name": _("A fault in how the page is built"),
            "help_text": format_lazy(_("Tell whoever builds the site: {rule}"), rule=rule),
        }
        for rule in FOR_BUILDERS
    },
    **ContentCheckerItem.axe_messages,
    **{rule: {"error_name": name, "help_text": help_text} for rule, (name, help_text) in FOR_EDITORS.items()},
}
