"""What this app changes in the admin. Wagtail looks for this module's name."""

from wagtail import hooks

from astra_site.pages.bulk_move import BulkMove

# Later than Wagtail's own, which it replaces.
hooks.register("register_bulk_action", BulkMove, order=1)
