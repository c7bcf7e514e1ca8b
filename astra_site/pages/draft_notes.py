"""What Wagtail itself notes on a page is neither checked nor told to anybody."""

from typing import Any

from wagtail.models import COMMENTS_RELATION_NAME

_Page: Any = object  # AbstractPage, with which it is mixed

# What is written to a page when a draft of it is saved.
OF_DRAFTS = {
    COMMENTS_RELATION_NAME,
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}
# Keys that no form has.
SET_BY_WAGTAIL = {"alias_of", "content_type", "latest_revision", "live_revision", "locale"}


class DraftNotesMixin(_Page):
    """Saves a query for each key that Wagtail sets, and a dozen for each draft."""

    def clean_fields(self, exclude: Any = None) -> None:
        """Validate what people write."""
        super().clean_fields(exclude={*(exclude or ()), *SET_BY_WAGTAIL})

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; a draft changes nothing that visitors or an index know, so nobody is told."""
        names = set(kwargs.get("update_fields") or ())
        if not names or names - OF_DRAFTS:
            return super().save(*args, **kwargs)
        values = {name: getattr(self, name) for name in names - {COMMENTS_RELATION_NAME}}
        self.base_page_model.objects.filter(pk=self.pk).update(**values)
        if COMMENTS_RELATION_NAME in names:
            getattr(self, COMMENTS_RELATION_NAME).commit()
        return None
