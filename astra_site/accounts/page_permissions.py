"""What a member of staff may do with a page as a whole."""

from wagtail.models import Page
from wagtail.models.pages import PagePermissionTester

from astra_site.accounts import rights


class StaffPagePermissions(PagePermissionTester):
    """Wagtail's rules, stricter for those who only translate.

    To Wagtail the right to change a page includes deleting, moving and converting its drafts.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse translators, and whoever may not publish all but her own drafts that never were published.

        Wagtail refuses her published pages too, after a query for each line of a list.
        """
        if not rights.may_edit_source(self.user):
            return False
        if not self.can_publish() and not self._is_own_draft():
            return False
        return super().can_delete(ignore_bulk)

    def _is_own_draft(self) -> bool:
        is_seen = self.page.live or self.page.first_published_at
        return not is_seen and self.page.owner_id == self.user.pk

    def can_unpublish(self) -> bool:
        """Refuse those who care for safety: their page is theirs to change and not to take away."""
        return rights.may_edit_source(self.user) and super().can_unpublish()

    def can_move(self) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move()

    def can_move_to(self, destination: Page) -> bool:
        """Refuse translators."""
        return rights.may_edit_source(self.user) and super().can_move_to(destination)
