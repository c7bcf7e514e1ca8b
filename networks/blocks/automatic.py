"""Blocks that fill themselves from the data, so that no list has to be kept twice."""

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from astra_site.safety.hotlines import hotlines_about
from astra_site.safety.models import Subject

GROUP = _("Lists that are filled in automatically")


class MembersBlock(blocks.StaticBlock):
    """The members of this network, at this place of the text."""

    class Meta:
        template = "blocks/members_block.html"
        preview_template = "blocks/automatic_block_preview.html"
        icon = "group"
        group = GROUP
        label = _("Members")
        admin_text = _("The members from the tab Members stand here.")
        description = _("Moves the list of members to this place of the text.")


class StrategicDirectionsBlock(blocks.StaticBlock):
    """The strategic directions of this network, at this place of the text."""

    class Meta:
        template = "blocks/strategic_directions_block.html"
        preview_template = "blocks/automatic_block_preview.html"
        icon = "list-ol"
        group = GROUP
        label = _("Strategic directions")
        admin_text = _("The strategic directions stand here; when their period is over, they say so.")
        description = _("Moves the strategic directions to this place of the text.")


class TimelineBlock(blocks.StaticBlock):
    """When this network began and when ASTRA joined."""

    class Meta:
        template = "blocks/timeline_block.html"
        preview_template = "blocks/automatic_block_preview.html"
        icon = "history"
        group = GROUP
        label = _("Timeline excerpt")
        admin_text = _("When this network began and when ASTRA joined.")
        description = _("Shows when this network began and when ASTRA joined it.")


class RelatedNetworksBlock(blocks.ListBlock):
    """Other networks that a reader of this page may want."""

    class Meta:
        template = "blocks/related_networks_block.html"
        preview_template = "blocks/automatic_block_preview.html"
        icon = "link"
        group = GROUP
        label = _("Related networks")
        description = _("Links to other networks, with their kind.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.PageChooserBlock(page_type="networks.NetworkPage"), **kwargs)


class GlossaryBlock(blocks.StaticBlock):
    """All terms of the glossary with what they mean."""

    class Meta:
        template = "blocks/glossary_block.html"
        preview_template = "blocks/automatic_block_preview.html"
        icon = "help"
        group = GROUP
        label = _("Glossary")
        admin_text = _("All terms of the glossary stand here, A to Ž. Links from other pages lead here.")
        description = _("All terms of the glossary with what they mean. On one page of the site.")


class HotlinesBlock(blocks.StructBlock):
    """The hotlines for what the text is about, or all, with for whom, when and what a call costs."""

    about = blocks.MultipleChoiceBlock(
        choices=Subject.choices,
        required=False,
        widget=CheckboxSelectMultiple,
        label=_("For what"),
        help_text=_("Without a choice, all hotlines that visitors are shown stand here."),
    )

    class Meta:
        template = "blocks/hotlines_block.html"
        icon = "mobile-alt"
        group = GROUP
        label = _("Hotlines")
        description = _("Hotlines with number, for whom, hours and cost, each from its own record.")
        preview_value = {"about": [Subject.MISSING_CHILD]}

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Add the hotlines."""
        request = parent_context.get("request") if parent_context else None
        hotlines = hotlines_about(value["about"] or (), request)
        return {**super().get_context(value, parent_context), "hotlines": hotlines}
