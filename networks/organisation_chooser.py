"""Where an organisation is chosen as a member: found as the list of organisations finds it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import SnippetChooserViewSet

from networks.models import Organisation
from networks.staff_lists import named_like


class OrganisationSearch(SearchFilterMixin, BaseFilterForm):
    """Finds zene and жена in Žene; Wagtail's own search compares letter by letter."""

    def filter(self, objects: QuerySet[Organisation]) -> QuerySet[Organisation]:
        """Keep the organisations with such a name or town."""
        query = self.cleaned_data.get("q")
        if not query:
            return objects
        self.is_searching = True
        self.search_query = query
        return objects.filter(named_like(query))


def organisations_in_order(request: HttpRequest) -> JsonResponse:
    """Return the keys of the organisations in alphabetical order: of all, or of what `?q=` finds."""
    query = request.GET.get("q", "").strip()
    found = Organisation.objects.filter(named_like(query)) if query else Organisation.objects.all()
    return JsonResponse({"keys": list(found.values_list("pk", flat=True))})


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """Chooses an organisation."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the window and its list, while somebody types, search by our form."""
        return super().get_common_view_kwargs(filter_form_class=OrganisationSearch, **kwargs)
