"""The English texts of a page's rows (members, counts, directions), without the right to the rows.

A formset adds, removes and orders; a translator may do none of that. So of each row that exists only
the English fields are read, and nothing else of what a request may hold. Of a long table (rows_panel.py)
only the rows that somebody has opened are sent, each with its key.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BaseModelFormSet, ModelForm
from django.forms.models import modelform_factory

from astra_site.editing.rows_formset import RowsFormSet, indexes_in

if TYPE_CHECKING:
    from modelcluster.forms import ClusterForm


class ChildTranslations:
    """A small form for each row of one relation."""

    def __init__(self, parent: "ClusterForm", relation: str, formset: BaseModelFormSet) -> None:
        self.manager = getattr(parent.instance, relation)
        self.rows = list(self.manager.all())
        self.prefix = str(formset.prefix)
        self.data = parent.data if parent.is_bound else {}
        english = [name for name in formset.form.base_fields if name.endswith("_en")]
        model: Any = formset.model
        self.form_class = modelform_factory(model, form=ModelForm, fields=english)
        self.identity = "key" if isinstance(formset, RowsFormSet) else "id"
        self.forms = self._opened() if isinstance(formset, RowsFormSet) else self._all()

    def _all(self) -> list[ModelForm]:
        """Return the forms of all rows; what the request says of another row than this one is not for it."""
        return [
            self.form_of(row, number, self.data.get(f"{self.prefix}-{number}-id", "") == str(row.pk or ""))
            for number, row in enumerate(self.rows)
        ]

    def _opened(self) -> list[ModelForm]:
        """Return the forms of those rows that were sent."""
        by_key = {row.key: row for row in self.rows}
        keys = {
            index: self.data[f"{self.prefix}-{index}-key"] for index in indexes_in(self.data, self.prefix)
        }
        return [self.form_of(by_key[key], index, True) for index, key in keys.items() if key in by_key]

    def form_of(self, row: Any, number: int, is_sent: bool = False) -> ModelForm:
        """Return the form of a row, as the `number`-th that is sent."""
        data = self.data if is_sent and self.data else None
        form = self.form_class(data=data, instance=row, prefix=f"{self.prefix}-{number}")
        initial = str(getattr(row, self.identity) or "")
        form.fields[self.identity] = forms.CharField(
            required=False, initial=initial, widget=forms.HiddenInput
        )
        return form

    def is_valid(self) -> bool:
        """Check every row that the request speaks of."""
        are_valid = [form.is_valid() for form in self.forms if form.is_bound]
        return all(are_valid)

    def has_changed(self) -> bool:
        """Tell whether any English text differs."""
        return any(form.is_bound and form.has_changed() for form in self.forms)

    def apply(self) -> None:
        """Put the texts into the rows, which the parent's save then keeps."""
        changed = [form for form in self.forms if form.is_bound and form.has_changed()]
        if changed:
            self.manager.set(self.rows)
