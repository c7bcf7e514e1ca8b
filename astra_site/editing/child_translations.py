"""The English texts of a page's rows (members, counts, directions), without the right to the rows.

A formset adds, removes and orders; a translator may do none of that. So of each row that exists only
the English fields are read, and nothing else of what a request may hold.
"""

from typing import TYPE_CHECKING, Any

from django.forms import BaseModelFormSet, ModelForm
from django.forms.models import modelform_factory

if TYPE_CHECKING:
    from modelcluster.forms import ClusterForm


class ChildTranslations:
    """A small form for each row of one relation."""

    def __init__(self, parent: "ClusterForm", relation: str, formset: BaseModelFormSet) -> None:
        self.manager = getattr(parent.instance, relation)
        self.rows = list(self.manager.all())
        self.prefix = formset.prefix
        self.forms = self._forms(parent, formset)

    def _forms(self, parent: "ClusterForm", formset: BaseModelFormSet) -> list[ModelForm]:
        english = [name for name in formset.form.base_fields if name.endswith("_en")]
        model: Any = formset.model
        form_class = modelform_factory(model, form=ModelForm, fields=english)
        return [
            form_class(
                data=self._data_of(row, number, parent.data) if parent.is_bound else None,
                instance=row,
                prefix=f"{self.prefix}-{number}",
            )
            for number, row in enumerate(self.rows)
        ]

    def _data_of(self, row: Any, number: int, data: Any) -> Any:
        """Return the request's data, or none where it speaks of another row than this one."""
        expected = str(row.pk or "")
        return data if data.get(f"{self.prefix}-{number}-id", "") == expected else None

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
