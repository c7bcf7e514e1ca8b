"""What the panel says of each rule of axe, which itself speaks no Serbian."""

import re
from pathlib import Path

import wagtail.admin
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
        _("The description repeats the text beside the picture"),
        _("A screen reader reads it twice. Say what the picture shows, or mark it as decorative."),
    ),
    "heading-order": (_("A level of headings is skipped"), _("Headings follow each other without a gap.")),
    "landmark-unique": (
        _("Two parts of the page have the same name"),
        _("Give one of them another heading, so that they can be told apart."),
    ),
    "link-in-text-block": (
        _("Link looks like the text around it"),
        _("A link must be told from its text without colour."),
    ),
    "summary-name": (_("Question without words"), _("Write what opens to the answer, or delete it.")),
    "table-duplicate-name": (
        _("The caption of the table is repeated"),
        _("Give the table another caption."),
    ),
    "th-has-data-cells": (
        _("Column of a table is empty"),
        _("Fill the cells below the heading of the column, or delete the column."),
    ),
}


def _rules() -> set[str]:
    """Return the rules of the axe that Wagtail brings, which no public name of Wagtail tells.

    tests/browser/test_checks_panel.py compares them with those that a browser runs.
    """
    script = Path(wagtail.admin.__file__).parent / "static/wagtailadmin/js/userbar.js"
    return set(re.findall(r"""[{,]["']?([a-z-]+)["']?:\{description:["']""", script.read_text("utf-8")))


MESSAGES = {
    # What templates and styles are to blame for.
    **dict.fromkeys(
        _rules(),
        {
            "error_name": _("An error in how the page is built"),
            "help_text": _("Tell whoever builds the site."),
        },
    ),
    **ContentCheckerItem.axe_messages,
    **{rule: {"error_name": name, "help_text": help_text} for rule, (name, help_text) in FOR_EDITORS.items()},
}
