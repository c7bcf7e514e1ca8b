"""A report of the admin over rows in memory: what it shows is no table of the database."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.middleware.csrf import get_token
from django.utils.functional import cached_property
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView


class RowFilterSet(WagtailFilterSet):
    """Filters a list of rows as Wagtail filters a queryset; its model only lends the form its frame.

    Attributes:
        value_of: by filter, what of a row it compares with what was chosen.
    """

    value_of: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}

    def filter_rows(self, rows: list[Any]) -> list[Any]:
        """Return the rows that fit."""
        wanted = self.form.cleaned_data
        return [
            row
            for row in rows
            if all(
                not wanted.get(name) or value(row) == wanted[name] for name, value in self.value_of.items()
            )
        ]


class ButtonColumn(Column):
    """A column whose cell is a form with one button, and leads back to the report as it is."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the token that the form needs, and the query to come back with."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        request = parent_context["request"]
        return {**context, "token": get_token(request), "back": request.GET.urlencode()}


class RowReport(ReportView):
    """A report whose `filterset_class` is a RowFilterSet."""

    @cached_property
    def rows(self) -> list[Any]:
        """Return all rows in their order."""
        raise NotImplementedError

    def get_base_queryset(self) -> list[Any]:
        """Return the rows."""
        return self.rows

    def get_filtered_queryset(self) -> list[Any]:
        """Return the rows that the filters leave, once."""
        return self.filter_queryset(self.rows)

    def order_queryset(self, queryset: list[Any]) -> list[Any]:
        """Keep the order."""
        return queryset

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """Give the filters no table."""
        nothing = self.filterset_class._meta.model._default_manager.none()
        return {**super().get_filterset_kwargs(), "queryset": nothing}

    def filter_queryset(self, queryset: list[Any]) -> list[Any]:
        """Filter the list."""
        return self.filters.filter_rows(queryset) if self.filters.is_valid() else queryset
