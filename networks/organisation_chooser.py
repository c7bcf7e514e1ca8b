"""Where an organisation is chosen as a member: found as the list of organisations finds it."""

from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

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


class OrganisationChooseView(ChooseView):
    """The window with its first list."""

    filter_form_class = OrganisationSearch


class OrganisationResultsView(ChooseResultsView):
    """The list while somebody types."""

    filter_form_class = OrganisationSearch


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """Chooses an organisation."""

    choose_view_class = OrganisationChooseView
    choose_results_view_class = OrganisationResultsView
