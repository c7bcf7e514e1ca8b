"""The plan of a dry run as a page shows it, kept with the upload: it takes too long to make for each look."""

import json
import zlib
from typing import Any, NamedTuple

from networks.spreadsheets.plan import Plan, Remark, RowPlan

# A page of more would be looked through by nobody, and take seconds to make.
MOST_ROWS = 300
MOST_REMARKS = 200


class ShownRows(NamedTuple):
    """Rows of which the same becomes: the first ones, and how many there are."""

    rows: list[dict[str, Any]]
    total: int

    @property
    def left_out(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


class ShownPlan:
    """What a dry run has found, read from what `packed` returned."""

    def __init__(self, content: bytes) -> None:
        found = json.loads(zlib.decompress(content))
        self.groups = {name: ShownRows(*group) for name, group in found["groups"].items()}
        self.errors: list[list[str]] = found["errors"]
        self.doubts: list[list[str]] = found["doubts"]
        self.notes: list[str] = found["notes"]
        self.is_draft: bool = found["is_draft"]
        self.has_work: bool = found["has_work"]

    @property
    def can_be_imported(self) -> bool:
        """Tell whether nothing stands in the way."""
        return self.has_work and not self.errors


def packed(plan: Plan) -> bytes:
    """Return the plan as `ShownPlan` reads it, in the language of whoever asks."""
    groups = {
        "created": plan.created,
        "changed": plan.changed,
        "ended": plan.ended,
        "unchanged": plan.unchanged,
    }
    shown = {
        "groups": {
            name: [[_row(row) for row in rows[:MOST_ROWS]] if name != "unchanged" else [], len(rows)]
            for name, rows in groups.items()
        },
        "errors": [_remark(remark) for remark in plan.errors],
        "doubts": [_remark(remark) for remark in plan.doubts],
        "notes": [str(note) for note in plan.notes],
        "is_draft": plan.is_draft,
        "has_work": plan.has_work,
    }
    return zlib.compress(json.dumps(shown).encode(), level=1)


def _remark(remark: Remark) -> list[str]:
    return [remark.place, str(remark.message)]


def _row(row: RowPlan) -> dict[str, Any]:
    changes = [
        {
            "label": str(change.column.label),
            "column": change.column.name,
            "before": change.before,
            "after": change.after,
        }
        for change in row.changes
    ]
    return {"sheet": row.sheet, "number": row.number, "name": row.name, "changes": changes}
