"""Cells of files that people open in a spreadsheet."""

from typing import Any

# A spreadsheet runs what begins so as a formula; full-width signs count as well in East Asian versions.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run `text`."""
    return text.startswith(FORMULA_STARTS)


def without_formula(value: Any) -> str:
    """Return `value` as text that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if looks_like_formula(text) else text


class NoFormulasMixin:
    """Stands before a view with Wagtail's export: a spreadsheet runs nothing that somebody has typed."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """Return what Wagtail would write, as text where it is one."""
        wagtails: Any = super()
        value = wagtails.preprocess_field_value(field, value, export_format)
        return without_formula(value) if isinstance(value, str) else value
