"""What this app changes in the admin. Wagtail looks for this module's name."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from astra_site.pages.bulk_move import BulkMove
from astra_site.pages.link_forms import stored_link

# Later than Wagtail's own, which it replaces.
hooks.register("register_bulk_action", BulkMove, order=1)


@hooks.register("register_rich_text_features", order=1)
def store_no_other_links(features: FeatureRegistry) -> None:
    """Store links by our rule; Wagtail's takes ftp, passwords and addresses that only begin with //."""
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["to_database_format"]["entity_decorators"]["LINK"] = stored_link


@hooks.register("insert_editor_js")
def link_buttons_script() -> SafeString:
    """Load what names the buttons of a link in rich text in the person's language."""
    return format_html(
        '<script src="{}" data-edit="{}" data-remove="{}" defer></script>',
        static("admin/link-buttons.js"),
        gettext("Edit the link"),
        gettext("Remove the link"),
    )
