"""The edit form of every page, snippet and setting: it saves over nobody's newer version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from astra_site.editing import second_person
from astra_site.editing.field_rights import FieldRightsMixin
from astra_site.editing.written_dates import understand_times

_Form: Any = object  # WagtailAdminModelForm, with which it is mixed

NEWER_VERSION_SHOWN = "newer_version_shown"


class CollisionMixin(_Form):
    """Refuses to save over a version that the person has not seen, or to publish alone where two must.

    Stock Wagtail only warns, and then the second save silently undoes the first. Whether the form
    is stale is found out before the form exists, see astra_site.editing.collisions.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        understand_times(self)

    def clean(self) -> dict[str, Any]:
        """Show the other person's text beside one's own."""
        cleaned = super().clean()
        if second_person.publishes(self.data) and second_person.is_missing(self.instance, self.for_user):
            self.add_error(None, second_person.MESSAGE)
        if getattr(self.instance, "is_stale", False):
            self._mark_as_shown()
            for name in self.changed_data:
                if isinstance(self.fields[name], forms.CharField):
                    self._show_other_version(name)
            for sentence in getattr(self.instance, "changes_of_others", []):
                self.add_error(None, sentence)
            self.add_error(
                None,
                _(
                    "Somebody saved a newer version while you were writing. Nothing is lost: your text is "
                    "still here. Compare, take over what you need, and save again."
                ),
            )
        return cleaned if cleaned is not None else self.cleaned_data

    def _mark_as_shown(self) -> None:
        """Say in the form, when it is shown again, that its person has the newer version before her.

        The form then carries that version's number, and would save itself at once over what it has
        just shown; see astra_site.editing.collisions.
        """
        mark: Any = forms.CharField(required=False, widget=forms.HiddenInput)
        if self.is_deferred_validation:
            mark.is_deferred_validation = True
        self.fields[NEWER_VERSION_SHOWN] = mark

    def _show_other_version(self, name: str) -> None:
        other = self.get_initial_for_field(self.fields[name], name)
        message = _("In the newer version: “%(text)s”") % {"text": other} if other else _("Now empty.")
        self.add_error(name, message)


class BilingualForm(FieldRightsMixin, CollisionMixin, WagtailAdminModelForm):
    """The form of snippets and settings."""
