"""Snippets in the admin: their edit view and form know the rights of the person at work."""

from typing import Any

from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import ObjectList, Panel, extract_panel_definitions_from_model_class
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from astra_site.accounts import rights
from astra_site.editing.forms import BilingualForm


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
    copy_view_enabled = False

    @property
    def breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Return the way from the start page, as Wagtail does once at start-up, in nobody's language."""
        home = pgettext_lazy("the start page of staff", "Home")
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": home}]

    def get_edit_handler(self) -> Panel:
        """Return the model's panels with our form."""
        handler = getattr(self.model, "edit_handler", None) or ObjectList(
            extract_panel_definitions_from_model_class(self.model)
        )
        handler = handler.clone()
        handler.base_form_class = self.form_class_of_staff
        return handler.bind_to_model(self.model)
