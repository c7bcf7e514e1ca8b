"""Forms of the admin that know both languages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm

from astra_site.accounts import rights
from astra_site.editing import second_person
from astra_site.editing.field_rights import FieldRightsMixin
from astra_site.editing.forms import CollisionMixin
from astra_site.pages import slugs

ENGLISH_ADDRESS_TAKEN = _("Another page here has this English address. Choose another.")
DRAFT_OF_OTHERS = _(
    "Someone else has changed this page, and nobody has approved that yet. Save what you wrote as a draft; "
    "a moderator publishes both."
)
ADDRESS_RESERVED = _("This address belongs to the system. Choose another.")


def drafts_of_others(page: Any, person: Any) -> bool:
    """Tell whether anybody but `person` has changed `page` since it was last published."""
    newer = page.revisions.exclude(user=person.pk) if page.pk else page.revisions.none()
    if page.live_revision_id:
        newer = newer.filter(created_at__gt=page.live_revision.created_at)
    return bool(page.has_unpublished_changes and newer.exists())


class BasePageForm(FieldRightsMixin, CollisionMixin, WagtailAdminPageForm):
    """Turns an address that is taken or reserved into a message at its field."""

    is_whole_for_safety = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            # If left empty, it is made from the title.
            self.fields["slug"].required = False
        if self.instance.pk and not self.instance.latest_revision_id:
            self.fields["opened_without_revision"] = forms.CharField(
                required=False, initial="1", widget=forms.HiddenInput
            )

    def clean(self) -> dict[str, Any]:
        """Check both addresses of a new page, which does not know its parent; others check themselves."""
        cleaned = super().clean()
        self._publish_no_draft_of_others()
        if self.parent_page is not None and not self.instance.path:
            self._check_english_address(cleaned)
            if slugs.is_reserved(cleaned.get("slug") or "", self.parent_page):
                self.add_error("slug", ADDRESS_RESERVED)
        return cleaned

    def _publish_no_draft_of_others(self) -> None:
        """Let those who care for safety publish on their page what they wrote themselves, and no more."""
        is_published = "action-publish" in self.data and not rights.may_edit_source(self.for_user)
        if is_published and drafts_of_others(self.instance, self.for_user):
            self.add_error(None, DRAFT_OF_OTHERS)

    def _check_english_address(self, cleaned: dict[str, Any]) -> None:
        slug = cleaned.get("slug_en") or (cleaned.get("slug") if not cleaned.get("title_en") else "")
        if slug and not slugs.is_english_free(self.instance, self.parent_page, slug):
            self.add_error("slug_en" if "slug_en" in self.fields else None, ENGLISH_ADDRESS_TAKEN)


class BasePageCopyForm(CopyForm):
    """Refuses a copy at an address that belongs to the system, and one that its maker publishes alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if second_person.is_needed(self.user):
            # Both would be public at once; a draft is submitted like any other.
            for name in {"publish_copies", "alias"} & self.fields.keys():
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Look at the new Serbian address; the English one makes way by itself."""
        cleaned = super().clean()
        parent = cleaned.get("new_parent_page") or self.page.get_parent()
        if slugs.is_reserved(cleaned.get("new_slug") or "", parent):
            self.add_error("new_slug", ADDRESS_RESERVED)
        return cleaned
