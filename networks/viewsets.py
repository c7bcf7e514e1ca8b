"""Organisations, fields of work and hotlines in the admin."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel, extract_panel_definitions_from_model_class
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from astra_site.accounts import rights
from astra_site.pages.forms import BilingualForm
from astra_site.safety.models import Hotline
from networks import staff_lists
from networks.forms import OrganisationForm
from networks.models import FieldOfWork, NetworkPage, Organisation
from networks.organisation_chooser import OrganisationChooserViewSet


class StaffEditView(EditView):
    """Asks for the workflow of the person at work: Wagtail does before there is a form."""

    @cached_property
    def workflow(self) -> Any:
        """Return what a submission of this person starts."""
        self.object.submits_translation = rights.only_translates(self.request.user)
        return super().workflow


class BilingualViewSet(SnippetViewSet):
    """A snippet whose form knows each person's rights."""

    form_class_of_staff: type[BilingualForm] = BilingualForm
    edit_view_class = StaffEditView

    def get_edit_handler(self) -> Panel:
        """Return the model's panels with our form."""
        handler = getattr(self.model, "edit_handler", None) or ObjectList(
            extract_panel_definitions_from_model_class(self.model)
        )
        handler = handler.clone()
        handler.base_form_class = self.form_class_of_staff
        return handler.bind_to_model(self.model)


class OrganisationViewSet(BilingualViewSet):
    """Organisations, with their list as the heart of the directory."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    form_class_of_staff = OrganisationForm
    chooser_viewset_class = OrganisationChooserViewSet
    index_view_class = staff_lists.OrganisationList
    list_display = staff_lists.ORGANISATION_COLUMNS
    filterset_class = staff_lists.OrganisationFilters
    list_export = staff_lists.OrganisationList.list_export
    export_headings = staff_lists.OrganisationList.export_headings
    export_filename = staff_lists.OrganisationList.export_filename
    list_per_page = 50
    copy_view_enabled = False

    def get_queryset(self, request: Any):
        """Return the organisations with what the list shows."""
        return staff_lists.organisations_for_list(request)


class FieldOfWorkViewSet(BilingualViewSet):
    """What organisations do."""

    model = FieldOfWork
    icon = "tag"
    menu_label = _("Fields of work")
    list_display = [
        Column("name_sr_latn", label=_("Name (srpski)")),
        Column("name_en", label=_("Name (English)")),
    ]
    copy_view_enabled = False


class DirectoryGroup(SnippetViewSetGroup):
    """What the directory is made of."""

    menu_label = _("Directory")
    menu_icon = "group"
    menu_order = 110
    items = (OrganisationViewSet, FieldOfWorkViewSet)


class HotlineViewSet(BilingualViewSet):
    """Telephone lines."""

    model = Hotline
    icon = "mobile-alt"
    menu_label = _("Hotlines")
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["__str__", staff_lists.VERIFIED_ON]
    search_fields = ["name_sr_latn", "name_en", "number", "dial_string"]
    search_backend_name = None
    copy_view_enabled = False


class NetworkListing(PageListingViewSet):
    """All networks on one list, without walking the tree."""

    model = NetworkPage
    name = "network_list"
    icon = "site"
    menu_label = _("Networks")
    menu_order = 105
    add_to_admin_menu = True
    columns = staff_lists.NETWORK_COLUMNS
    filterset_class = staff_lists.NetworkFilters
    list_export = list(staff_lists.NETWORK_EXPORT)
    export_headings = staff_lists.NETWORK_EXPORT
    export_filename = "mreze"


network_listing = NetworkListing("network_list")
