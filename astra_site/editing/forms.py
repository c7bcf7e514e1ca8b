"""The edit form of every page, snippet and setting: it saves over nobody's newer version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from astra_site.editing import merging, second_person
from astra_site.editing.field_rights import FieldRightsMixin
from astra_site.editing.written_dates import understand_times

_Form: Any = object  # WagtailAdminModelForm, with which it is mixed

NEWER_VERSION_SHOWN = "newer_version_shown"


class CollisionMixin(_Form):
    """Refuses to save over a version that the person has not seen, or to publish alone where two must.

    Stock Wagtail only warns, and then the second save silently undoes the first. Whether the form
    is stale is found out before the form exists, see astra_site.editing.collisions; what merges, in
    astra_site.editing.merging.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows_taken: dict[str, Any] = {}
        understand_times(self)

    def clean(self) -> dict[str, Any]:
        """Show the other person's text beside one's own."""
        cleaned = super().clean()
        if second_person.publishes(self.data) and second_person.is_missing(self.instance, self.for_user):
            self.add_error(None, second_person.MESSAGE)
        if getattr(self.instance, "is_stale", False):
            self._merge()
        else:
            self._apply_choices(merging.asked_about(self.data))
        return cleaned if cleaned is not None else self.cleaned_data

    def is_valid(self) -> bool:
        """Show the newest rows where they were taken and the form comes back for another reason."""
        is_valid = super().is_valid()
        if not is_valid:
            merging.show_taken_rows(self)
        return is_valid

    def _merge(self) -> None:
        """Take over what only the other person changed; where both did, save nothing and ask."""
        merged = merging.Merging(self, getattr(self.instance, "opened_version", None))
        self.instance.taken_from_newer = [merging.label_of(self, name) for name in merged.taken]
        for name in merged.taken:
            merging.take_newer(self, name)
        if merged.conflicts or merged.opened_form is None:
            self._refuse(merged.conflicts)

    def _apply_choices(self, choices: dict[str, str]) -> None:
        """Take the newer version where its person has chosen that; ask again if the form comes back."""
        for name, choice in choices.items():
            if name in {*self.fields, *self.formsets, *self.child_translations}:
                merging.ask(self, name)
                if choice == merging.NEWER:
                    merging.take_newer(self, name)

    def _refuse(self, conflicts: list[str]) -> None:
        self._mark_as_shown()
        tell = getattr(self.instance, "tell_refusal", None)
        if tell:
            tell()
        for name in conflicts:
            merging.ask(self, name)
            if isinstance(self.fields.get(name), forms.CharField):
                self._show_other_version(name)
        for sentence in getattr(self.instance, "changes_of_others", []):
            self.add_error(None, sentence)
        self.add_error(
            None,
            _(
                "Someone saved a newer version while you were writing. Nothing is lost: your text is "
                "still here. Choose below the form which version holds, and save again."
            ),
        )

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
