"""What of an edit form a person may change: a table of rights and the fields that each of them opens."""

from collections.abc import Set
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from astra_site.accounts import rights
from astra_site.editing.child_translations import ChildTranslations

_Form: Any = object  # WagtailAdminModelForm, with which it is mixed

# Belong to comments, which anybody who opens the page may write.
_COMMENTS = "comments"
_COMMENT_FIELDS = frozenset({"comment_notifications"})


class Opening(NamedTuple):
    """What one right opens in a form: fields, and whether the rows below it may be changed too."""

    is_given: bool
    fields: Set[str]
    has_rows: bool = False


class FieldRightsMixin(_Form):
    """Takes out of the form what the person must not change.

    A field that is not in the form is not read from the request either, so a tampered request
    changes nothing. The panels show such fields as plain text.
    """

    # What those who care for safety may change here, besides those who may change everything.
    safety_fields: frozenset[str] = frozenset()
    # Whether it is all of what they may open: their one page.
    is_whole_for_safety = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child_translations: dict[str, ChildTranslations] = {}
        person = self.for_user
        given = [opening for opening in self.openings(person) if opening.is_given]
        opened = {name for opening in given for name in opening.fields}
        if not rights.may_edit_safety(person):
            opened -= self.locked_without_safety()
        self.fields = {name: field for name, field in self.fields.items() if name in opened}
        if not any(opening.has_rows for opening in given):
            self._take_rows_out(person)
        if rights.only_translates(person):
            self.instance.submits_translation = True

    def openings(self, person: rights.Person) -> tuple[Opening, ...]:
        """Return the table: who has the right of a line may change the fields of that line."""
        everything, whole = frozenset(self.fields), self.is_whole_for_safety
        english = frozenset(name for name in everything if name.endswith("_en"))
        return (
            Opening(rights.may_edit_source(person), everything, has_rows=True),
            Opening(rights.may_edit_translations(person), english),
            Opening(rights.may_edit_safety(person), everything if whole else self.safety_fields, whole),
            Opening(True, _COMMENT_FIELDS),
        )

    def locked_without_safety(self) -> frozenset[str]:
        """Return the fields that nobody changes without the right to safety, whatever else she may."""
        return frozenset()

    def _take_rows_out(self, person: rights.Person) -> None:
        """Leave the comments of all rows; translators get the English texts of the others."""
        rows = {name: formset for name, formset in self.formsets.items() if name != _COMMENTS}
        self.formsets = {name: formset for name, formset in self.formsets.items() if name == _COMMENTS}
        if rights.may_edit_translations(person):
            self.child_translations = {
                name: ChildTranslations(self, name, formset) for name, formset in rows.items()
            }

    def is_valid(self) -> bool:
        """Check the English texts of the rows too."""
        are_rows_valid = [rows.is_valid() for rows in self.child_translations.values()]
        return super().is_valid() and all(are_rows_valid)

    def _update_errors(self, errors: ValidationError) -> None:
        """Put what the model says of a field that this person's form lacks above the form."""
        for name in set(getattr(errors, "error_dict", {})) - {*self.fields, NON_FIELD_ERRORS}:
            errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)

    def has_changed(self) -> bool:
        """Look at the English texts of the rows too, and at rows that are gone or moved."""
        rows = (*self.child_translations.values(), *self.formsets.values())
        changed = any(each.has_changed() for each in rows)
        return super().has_changed() or changed

    def save(self, commit: bool = True) -> Model:
        """Put the English texts of the rows into the rows, then save as always."""
        for rows in self.child_translations.values():
            rows.apply()
        return super().save(commit=commit)
