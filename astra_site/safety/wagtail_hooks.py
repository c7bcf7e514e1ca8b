"""Hotlines in the admin, and what it loads on every page."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from astra_site.safety.viewsets import HotlineViewSet

register_snippet(HotlineViewSet)


@hooks.register("insert_global_admin_js")
def admin_widgets_script() -> SafeString:
    """Load the script that starts the widgets, since none may stand in the page itself."""
    return format_html('<script src="{}"></script>', static("js/admin-widgets.js"))
