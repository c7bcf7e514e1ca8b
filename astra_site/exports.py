"""Cells of files that people open in a spreadsheet."""

from functools import partial
from typing import Any

from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet runs what begins so as a formula; full-width signs count as well in East Asian versions.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run `text`."""
    return text.startswith(FORMULA_STARTS)


def without_formula(value: Any) -> str:
    """Return `value` as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if looks_like_formula(text) else text


def guard_exports() -> None:
    """Let no list or report of the admin write a formula, Wagtail's own among them."""
    by_kind = SpreadsheetExportMixin.custom_value_preprocess
    formats = SpreadsheetExportMixin.FORMATS
    lists = by_kind[list]
    by_kind[list] = {name: partial(_as_cell, before=lists[name]) for name in formats}
    # The last one, so it is for what none of the others knows.
    by_kind[object] = dict.fromkeys(formats, _as_cell)


def _as_cell(value: Any, before: Any = None) -> Any:
    written = before(value) if before else force_str(value, strings_only=True)
    return without_formula(written) if isinstance(written, str) else written
