"""Organisations, fields of work and networks in the admin."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from astra_site.editing.own_drafts import OwnDraftsPolicy
from astra_site.editing.viewsets import BilingualViewSet
from networks import staff_lists
from networks.forms import OrganisationForm
from networks.models import FieldOfWork, GlossaryTerm, NetworkPage, Organisation
from networks.organisation_chooser import OrganisationChooserViewSet

# Before anything of Wagtail asks for the policy of organisations, or it makes one of its own.
register_permission_policy(Organisation, OwnDraftsPolicy(Organisation))


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
    list_export = list(staff_lists.ORGANISATION_EXPORT)
    export_headings = staff_lists.ORGANISATION_EXPORT
    export_filename = "organizacije"
    # More would take more than a tenth of a second to draw.
    list_per_page = 30

    def get_queryset(self, request: Any) -> QuerySet[Organisation]:
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


class GlossaryTermViewSet(BilingualViewSet):
    """The terms of the visitors' glossary."""

    model = GlossaryTerm
    icon = "help"
    menu_label = _("Glossary")
    list_display = [
        Column("word_sr_latn", label=_("Term (srpski)")),
        Column("word_en", label=_("Term (English)")),
    ]


class DirectoryGroup(SnippetViewSetGroup):
    """What the directory is made of."""

    menu_label = _("Directory")
    menu_icon = "group"
    menu_order = 110
    items = (OrganisationViewSet, FieldOfWorkViewSet, GlossaryTermViewSet)


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
