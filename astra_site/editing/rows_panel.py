"""A table of the rows below a page, each closed until somebody opens it.

What a model needs to be shown so: KeyedRow, `row_columns` (the name of a field or "", and a heading for
each column after the name) and `row_cells` (what stands in them). Its name is that of the one it
chooses: a member's is its organisation's.
"""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from wagtail.admin.panels import Panel
from wagtail.admin.telepath import JSContext

from astra_site.editing.language_panels import InlinePanel
from astra_site.editing.rows_comparison import RowsComparison
from astra_site.editing.rows_formset import RowsFormSet


class _Letters(DjangoJSONEncoder):
    """Writes č as č: six characters for it would make a long list longer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


class RowsPanel(InlinePanel):
    """Rows of which each chooses one thing, such as the members of a network.

    Args:
        chosen: the name of the key to what is chosen.
        in_order: the name of the address that returns the keys of everything that can be chosen, in
            alphabetical order, or of what `?q=` finds.
    """

    def __init__(self, relation_name: str, *, chosen: str = "", in_order: str = "", **options: Any) -> None:
        self.chosen = chosen
        self.in_order = in_order
        super().__init__(relation_name, **options)

    def clone_kwargs(self) -> dict[str, Any]:
        """Return what a copy of this panel is made with."""
        return {**super().clone_kwargs(), "chosen": self.chosen, "in_order": self.in_order}

    def get_form_options(self) -> dict[str, Any]:
        """Let the form keep the rows that are not sent."""
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = RowsFormSet
        return options

    class BoundPanel(Panel.BoundPanel):
        """The table with its form."""

        template_name = "admin/rows.html"

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            if self.form is not None:
                self.formset = self.form.formsets[self.panel.relation_name]
                self.model = self.formset.model
                self.blank = self.formset.form_for(self.model(), 0)
                self.script = JSContext()
                self.chooser = self.script.pack(self.blank.fields[self.panel.chosen].widget)

        def get_comparison(self) -> list[Any]:
            """Compare only what changed."""
            return [lambda before, after: RowsComparison(self.panel, before, after)]

        @property
        def media(self) -> Any:
            """Load what the chooser needs."""
            return super().media + self.script.media

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the rows, and those forms that were sent and are shown again."""
            rows, label = self.formset.rows(), type(self.instance)._meta.label
            prefetch_related_objects(rows, self.panel.chosen)
            address = [label, self.instance.pk or 0, self.panel.relation_name]
            return {
                **super().get_context_data(parent_context),
                "columns": [heading for _name, heading in self.model.row_columns],
                "form_url": reverse("row_form", args=address),
                "order_url": reverse(self.panel.in_order),
                "data": self._script("rows", self._data(rows)),
                "chooser": self._script("chooser", self.chooser),
                "order": " ".join(self.formset.keys_of("order")),
                "removed": " ".join(self.formset.keys_of("removed")),
                "sent": [self._opened(form, place) for place, form in enumerate(self.formset.forms)],
            }

        def _script(self, name: str, value: Any) -> SafeString:
            return json_script(value, f"id_{self.formset.prefix}-{name}", encoder=_Letters)

        def _data(self, rows: list[Any]) -> dict[str, Any]:
            """Return what the script makes the table from."""
            key = f"{self.panel.chosen}_id"
            defaults = {name: self.blank[name].value() for name in self.blank.fields if name != "key"}
            return {
                "rows": [
                    [row.key, getattr(row, key), str(getattr(row, self.panel.chosen, "")), *row.row_cells]
                    for row in rows
                ],
                "fields": [name for name, _heading in self.model.row_columns],
                "chosen": self.panel.chosen,
                "defaults": {name: value for name, value in defaults.items() if value},
                "newCells": list(self.model().row_cells),
            }

        def _opened(self, form: Any, place: int) -> dict[str, Any]:
            return {
                "key": form.instance.key,
                "index": self.formset.indexes[place],
                "has_errors": bool(form.errors),
                "errors": form.non_field_errors(),
                "content": row_content(self.panel, self.request, form),
            }


def row_content(panel: RowsPanel, request: Any, form: Any) -> SafeString:
    """Return the fields of one row."""
    bound = panel.child_edit_handler.get_bound_panel(
        instance=form.instance, request=request, form=form, prefix=f"panel-{form.prefix}"
    )
    content: SafeString = bound.render_form_content()
    return content


def find_rows_panel(panel: Any, relation: str) -> RowsPanel | None:
    """Return the table of `relation` within `panel`, or None."""
    if isinstance(panel, RowsPanel) and panel.relation_name == relation:
        return panel
    children = (find_rows_panel(child, relation) for child in getattr(panel, "children", ()))
    return next((found for found in children if found), None)
