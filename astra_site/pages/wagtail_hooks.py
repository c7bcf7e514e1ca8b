"""What this app changes in the admin. Wagtail looks for this module's name."""

from wagtail import hooks

from astra_site.pages.bulk_move import BulkMove
from astra_site.pages.explorer import StaffPageViewSet

# Later than Wagtail's own, which it replaces.
hooks.register("register_bulk_action", BulkMove, order=1)


@hooks.register("register_admin_viewset", order=1)
def staff_page_viewset() -> StaffPageViewSet:
    """Show pages in our lists instead of Wagtail's."""
    return StaffPageViewSet()
