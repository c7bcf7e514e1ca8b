"""What a version has changed in a page's rows, told in the page's history."""

import json
from typing import Any

from django.utils.translation import gettext as _
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import AbstractPage, Revision

from astra_site.editing.rows_comparison import RowsComparison
from astra_site.editing.rows_panel import RowsPanel, rows_panels

EDITED = "wagtail.edit"
Rows = list[dict[str, Any]]
# Rows in a line of the history; the comparison shows all.
MOST = 5
# What says where a row stands and not what it says.
_PLACE = {"pk", "sort_order"}


class TellsRows(LogFormatter):
    """Says below what Wagtail says of an entry which rows the version has changed and what in them."""

    def __init__(self, usual: LogFormatter) -> None:
        self.label, self.message = usual.label, usual.message

    def format_comment(self, log_entry: Any) -> str:
        """Return it as one line. Only the history of one page knows which version was before."""
        before = getattr(log_entry, "previous_revision_id", None)
        model = log_entry.content_type.model_class() if before and log_entry.revision_id else None
        if model is None or not issubclass(model, AbstractPage):
            return ""
        panels = list(rows_panels(model.get_edit_handler()))
        earlier = Revision.objects.filter(pk=before).first() if panels else None
        if earlier is None:
            return ""
        contents = earlier.content, log_entry.revision.content
        return "; ".join(change for panel in panels for change in _changes(panel, *contents))


def tell_rows(actions: LogActionRegistry) -> None:
    """Let the entry of each saved version tell its rows."""
    actions.formatters[EDITED] = TellsRows(actions.formatters[EDITED])


def _changes(panel: RowsPanel, *contents: dict[str, Any]) -> list[str]:
    """Return what differs between two stored versions, without making objects of the rows that do not."""
    before, after = (content.get(panel.relation_name, []) for content in contents)
    model: Any = panel.db_field.related_model
    different = (_not_in(after, before), _not_in(before, after))
    found = RowsComparison(
        panel, *(list(map(model.from_serializable_data, rows)) for rows in different)
    ).in_words()
    if len(found) > MOST:
        found[MOST:] = [_("and %(number)s more") % {"number": len(found) - MOST}]
    return [
        *found,
        *([_("The order is different.")] if _order(before, after) != _order(after, before) else []),
    ]


def _not_in(other: Rows, rows: Rows) -> Rows:
    said = {_digest(row) for row in other}
    return [row for row in rows if _digest(row) not in said]


def _order(rows: Rows, other: Rows) -> list[str]:
    """Return the keys of those of `rows` that are among the others too."""
    keys = {row.get("key") for row in other}
    return [row["key"] for row in rows if row.get("key") in keys - {None}]


def _digest(row: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in row.items() if name not in _PLACE}, sort_keys=True)
