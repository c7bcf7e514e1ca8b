"""From the values of a row to the fields of an object, and what the model itself says of them."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from networks.spreadsheets.columns import Column
from networks.spreadsheets.snapshot import Row


def fill[Record: Model](instance: Record, columns: Iterable[Column], values: Row) -> Record:
    """Set the fields of those `columns` that `values` has, and return `instance`."""
    for column in columns:
        if column.field and not column.is_read_only and column.name in values:
            value = values[column.name] or getattr(column.kind, "default", "")
            setattr(instance, column.field, column.kind.to_value(value))
    return instance


def field_errors(instance: Any, columns: Iterable[Column], except_for: set[str]) -> dict[str, str]:
    """Return what the model's own checks say of the fields of `columns`, by the columns' names."""
    names = {column.field: column.name for column in columns if column.field}
    skipped = {field.name for field in instance._meta.get_fields()} - set(names) | except_for
    found: dict[str, str] = {}
    for check in (lambda: instance.clean_fields(exclude=skipped), instance.clean):
        try:
            check()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                found.setdefault(names.get(name, ""), " ".join(messages))
    return found
