"""What a member of staff may do with a page as a whole."""

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from astra_site.accounts import rights


class StaffPagePermissions(PagePermissionTester):
    """Wagtail's rules, stricter for those who only translate.

    To Wagtail the right to change a page includes deleting, moving and converting its drafts.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse translators, and whoever may not publish for pages that are published.

        Wagtail refuses the latter too, after a query for each line of a list.
        """
        if not rights.may_edit_source(self.user) or (self.page.live and not self.can_publish()):
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move()

    def can_move_to(self, destination: Page) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move_to(destination)
