"""Where a page type gets from what its template shows."""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from astra_site.caching import fragments
from astra_site.caching.cacheable import NO_PARAMETERS, QueryParameters

if TYPE_CHECKING:
    from astra_site.pages.models import BasePage as _Base
else:
    _Base = object


class ViewedMixin:
    """Something that visitors see on a page of its own.

    Models hold data only. What asks questions of them stands above and imports them, so a model
    knows its module in networks/pages/ by name and finds it when it is first shown.
    """

    view_name: str

    @classmethod
    def view(cls) -> ModuleType:
        """Return the module of this type in networks/pages/."""
        return import_module(cls.view_name)


class ViewedPageMixin(ViewedMixin, _Base):
    """A page type whose template shows what the module finds."""

    @property
    def query_parameters(self) -> QueryParameters:
        """Return the query parameters that the module names."""
        return getattr(self.view(), "QUERY_PARAMETERS", NO_PARAMETERS)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the module finds for this page."""
        found = fragments.context(request, lambda: self.view().context(self, request), self.query_parameters)
        return {**super().get_context(request, *args, **kwargs), **found}
