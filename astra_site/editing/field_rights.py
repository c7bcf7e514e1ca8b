"""What of an edit form a person may change: the limits of translators and of those who care for safety."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from astra_site.accounts import rights
from astra_site.editing.child_translations import ChildTranslations

# Belong to comments, which anybody who opens the page may write.
_COMMENTS = "comments"
_KEPT_FIELDS = {"comment_notifications"}
# The mixin stands before a form; to mypy it is one.
_Form: Any = object


class FieldRightsMixin(_Form):
    """Takes out of the form what the person must not change.

    A field that is not in the form is not read from the request either, so a tampered request
    changes nothing. The panels show such fields as plain text.
    """

    # Fields that those who care for safety may change, besides those who edit everything.
    safety_fields: frozenset[str] = frozenset()
    # Fields that nobody else may change.
    safety_only_fields: frozenset[str] = frozenset()
    # Whether those who care for safety edit all of what they may open: their one page.
    is_whole_for_safety = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child_translations: dict[str, ChildTranslations] = {}
        person = self.for_user
        if not rights.may_edit_safety(person):
            self._keep_fields(set(self.fields) - self._locked_for_others())
        if not self._is_whole_for(person):
            self._restrict(person)
        if rights.only_translates(person):
            self.instance.submits_translation = True

    def _is_whole_for(self, person: rights.Person) -> bool:
        return rights.may_edit_source(person) or (self.is_whole_for_safety and rights.may_edit_safety(person))

    def _locked_for_others(self) -> set[str]:
        return set(self.safety_only_fields)

    def _restrict(self, person: rights.Person) -> None:
        own = set(_KEPT_FIELDS)
        if rights.may_edit_translations(person):
            own |= {name for name in self.fields if name.endswith("_en")}
            self._offer_child_translations()
        if rights.may_edit_safety(person):
            own |= self.safety_fields | self.safety_only_fields
        self._keep_fields(own)
        self.formsets = {name: one for name, one in self.formsets.items() if name == _COMMENTS}

    def _offer_child_translations(self) -> None:
        self.child_translations = {
            name: ChildTranslations(self, name, formset)
            for name, formset in self.formsets.items()
            if name != _COMMENTS
        }

    def _keep_fields(self, names: set[str]) -> None:
        for name in set(self.fields) - names:
            del self.fields[name]

    def is_valid(self) -> bool:
        """Check the English texts of the rows too."""
        are_rows_valid = [one.is_valid() for one in self.child_translations.values()]
        return super().is_valid() and all(are_rows_valid)

    def _update_errors(self, errors: ValidationError) -> None:
        """Put what the model says of a field that this person's form lacks above the form."""
        for name in set(getattr(errors, "error_dict", {})) - {*self.fields, NON_FIELD_ERRORS}:
            errors.error_dict.setdefault(NON_FIELD_ERRORS, []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)

    def has_changed(self) -> bool:
        """Look at the English texts of the rows too."""
        changed = any(one.has_changed() for one in self.child_translations.values())
        return super().has_changed() or changed

    def save(self, commit: bool = True) -> Model:
        """Put the English texts of the rows into the rows, then save as always."""
        for translations in self.child_translations.values():
            translations.apply()
        return super().save(commit=commit)
