"""A table of the rows below a page, each closed until somebody opens it.

What a model needs to be shown so: KeyedRow, `row_columns` (the name of a field or "", and a heading for
each column after the name) and `row_cells` (what stands in them). Its name is that of the one it
chooses: a member's is its organisation's.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import pgettext
from wagtail.admin.panels import Panel
from wagtail.admin.telepath import JSContext

from astra_site import languages
from astra_site.editing.language_panels import InlinePanel, TranslatedRowsPanel
from astra_site.editing.rows_comparison import RowsComparison
from astra_site.editing.rows_formset import RowsFormSet
from astra_site.languages.fields import translated_fields


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

    @property
    def translated_panel(self) -> type[TranslatedRowsPanel]:
        """Return what those see who only translate."""
        return TranslatedTable

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
            return [lambda before, after: RowsComparison.of_pages(self.panel, before, after)]

        @property
        def media(self) -> Any:
            """Load what the chooser needs."""
            return super().media + self.script.media

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the rows, and those forms that were sent and are shown again."""
            rows = self.formset.rows()
            prefetch_related_objects(rows, self.panel.chosen)
            return {
                **super().get_context_data(parent_context),
                **table_context(self, self._data(rows)),
                "columns": [heading for _name, heading in self.model.row_columns],
                "management_form": self.formset.management_form,
                "chooser": _script(self.formset.prefix, "chooser", self.chooser),
                "order": " ".join(self.formset.keys_of("order")),
                "removed": " ".join(self.formset.keys_of("removed")),
                "sent": [
                    sent_row(self, form, self.formset.indexes[place])
                    for place, form in enumerate(self.formset.forms)
                    if form.instance.key not in self.formset.left_alone
                ],
            }

        def _data(self, rows: list[Any]) -> dict[str, Any]:
            """Return what the script makes the table from."""
            defaults = {name: self.blank[name].value() for name in self.blank.fields if name != "key"}
            return {
                "rows": [row_data(self.panel, row, row.row_cells) for row in rows],
                "fields": [name for name, _heading in self.model.row_columns],
                "chosen": self.panel.chosen,
                "defaults": {name: value for name, value in defaults.items() if value},
                "newCells": list(self.model().row_cells),
            }


class TranslatedTable(TranslatedRowsPanel):
    """The rows that have something to translate, of which each is opened as in the table above."""

    template_name = "admin/rows.html"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.translations = self.form.child_translations.get(self.panel.relation_name)
        found = ((row, _texts(row)) for row in (self.translations.rows if self.translations else []))
        self.to_translate = [(row, texts) for row, texts in found if any(texts)]

    def is_shown(self) -> bool:
        """Hide what has nothing to translate."""
        return bool(self.to_translate)

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Add the rows, each with its texts."""
        prefetch_related_objects([row for row, _words in self.to_translate], self.panel.chosen)
        data = {
            "rows": [row_data(self.panel, row, [*texts, ""]) for row, texts in self.to_translate],
            "fields": ["", "", ""],
        }
        names = dict(settings.LANGUAGES)
        return {
            **super().get_context_data(parent_context),
            **table_context(self, data),
            "is_fixed": True,
            "columns": [*(names[language] for language in languages.CODES), pgettext("a row", "changed")],
            "sent": [
                sent_row(self, form, int(form.prefix.rpartition("-")[2])) for form in self.translations.forms
            ],
        }


def _texts(row: Any) -> list[str]:
    """Return what a row says in Serbian and in English."""
    model: Any = type(row)
    columns = [
        [languages.column(row, name, code) for name in translated_fields(model)] for code in languages.CODES
    ]
    return ["; ".join(filter(None, (getattr(row, column) for column in of_one))) for of_one in columns]


def table_context(bound: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Return what every table of rows needs of its page."""
    panel = bound.panel
    address = [type(bound.instance)._meta.label, bound.instance.pk or 0, panel.relation_name]
    return {
        "prefix": panel.relation_name,
        "form_url": reverse("row_form", args=address),
        "order_url": reverse(panel.in_order),
        "data": _script(
            panel.relation_name, "rows", {**data, "model": panel.db_field.related_model._meta.model_name}
        ),
    }


def row_data(panel: RowsPanel, row: Any, cells: Sequence[str]) -> list[Any]:
    """Return what the script is told of a row."""
    chosen = getattr(row, f"{panel.chosen}_id")
    return [row.key, row.pk, chosen, str(getattr(row, panel.chosen, "")), *cells]


def sent_row(bound: Any, form: Any, index: int) -> dict[str, Any]:
    """Return a row that was sent and is shown again."""
    return {
        "key": form.instance.key,
        "index": index,
        "has_errors": bool(form.errors),
        "errors": form.non_field_errors(),
        "content": row_content(bound.panel, bound.request, form),
    }


def _script(prefix: str, name: str, value: Any) -> SafeString:
    return json_script(value, f"id_{prefix}-{name}", encoder=_Letters)


def row_content(panel: RowsPanel, request: Any, form: Any) -> SafeString:
    """Return the fields of one row."""
    bound = panel.child_edit_handler.get_bound_panel(
        instance=form.instance, request=request, form=form, prefix=f"panel-{form.prefix}"
    )
    content: SafeString = bound.render_form_content()
    return content


def rows_panels(panel: Any) -> Iterator[RowsPanel]:
    """Yield the tables within `panel`."""
    if isinstance(panel, RowsPanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from rows_panels(child)


def find_rows_panel(panel: Any, relation: str) -> RowsPanel | None:
    """Return the table of `relation` within `panel`, or None."""
    return next((found for found in rows_panels(panel) if found.relation_name == relation), None)
