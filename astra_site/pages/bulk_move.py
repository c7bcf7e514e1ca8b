"""Moving many pages at once, also when two of them would meet at one address."""

from typing import Any

from wagtail.admin.views.pages.bulk_actions.move import MoveBulkAction

from astra_site import languages


class BulkMove(MoveBulkAction):
    """Wagtail compares each page with those at the destination; this also with the others on the way."""

    def get_actionable_objects(self) -> tuple[list, dict[str, Any]]:
        """Put aside every page whose address another page of the selection has."""
        pages, put_aside = super().get_actionable_objects()
        if self.cleaned_form is None:
            return pages, put_aside
        taken: set[tuple[str, str]] = set()
        movable = []
        for page in pages:
            addresses = {(language, page.effective_slug(language)) for language in languages.CODES}
            if addresses & taken:
                put_aside["pages_with_duplicate_slugs"].append({"item": page, "can_edit": True})
            else:
                movable.append(page)
                taken |= addresses
        return movable, put_aside
