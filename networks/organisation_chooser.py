"""Where an organisation is chosen as a member: found as their list finds it, or added at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.log_actions import log
from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView

from networks.models import Organisation
from networks.names_alike import alike
from networks.staff_lists import named_like


def organisations_in_order(request: HttpRequest) -> JsonResponse:
    """Return the keys of the organisations in alphabetical order: of all, or of what `?q=` finds."""
    query = request.GET.get("q", "").strip()
    found = Organisation.objects.filter(named_like(query)) if query else Organisation.objects.all()
    return JsonResponse({"keys": list(found.values_list("pk", flat=True))})


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


class NewOrganisation(forms.ModelForm):
    """What is needed to add an organisation beside the work on a network; the rest is written later."""

    class Meta:
        model = Organisation
        fields = ["name_sr_latn", "name_en", "country", "city_sr_latn", "website"]

    def clean_name_sr_latn(self) -> str:
        """Refuse a name that an organisation has, however it is written."""
        name: str = self.cleaned_data["name_sr_latn"]
        for found in alike([name]):
            if found.is_same:
                message = _("There is “%(name)s” already. Choose it on the other tab.")
                raise ValidationError(message % {"name": found.organisation.name_sr_latn})
        return name


class CreateOrganisation(SnippetCreateView):
    """Adds an organisation as a draft, and sends it to whoever approves."""

    @transaction.atomic
    def save_form(self, form: NewOrganisation) -> Organisation:
        """Save it as Wagtail's own form of an organisation would, and start its workflow."""
        form.instance.live = False
        organisation: Organisation = form.save()
        log(organisation, "wagtail.create")
        organisation.save_revision(user=self.request.user)
        workflow = organisation.get_workflow()
        if workflow:
            workflow.start(organisation, self.request.user)
        return organisation


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """Chooses an organisation, or adds one."""

    # Wagtail puts the bare word of the model after it.
    page_title = _("Choose:")
    creation_form_class = NewOrganisation
    create_view_class = CreateOrganisation
    creation_tab_label = _("New organisation")
    create_action_label = _("Save as a draft and choose")

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Let the window and its list, while somebody types, search by our form."""
        return super().get_common_view_kwargs(filter_form_class=OrganisationSearch, **kwargs)
