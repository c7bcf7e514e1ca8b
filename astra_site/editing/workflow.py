"""Translations go to the moderators by a workflow of their own."""

from typing import Any

from django.conf import settings
from wagtail.models import Workflow

from astra_site.editing.models import StaffWorkflow

_Base: Any = object  # WorkflowMixin, with which it is mixed


class TranslationWorkflowMixin(_Base):
    """Sends what a translator submits by the workflow of translations, all else by Wagtail's rules.

    Wagtail asks a page or snippet for its workflow without saying for whom. The form knows the
    person, and says so here before Wagtail asks (see astra_site.editing.field_rights).
    """

    submits_translation = False

    def get_workflow(self) -> Workflow | None:
        """Return the workflow that a submission of the person at work would start."""
        if self.submits_translation and getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            key = StaffWorkflow.Key.TRANSLATION
            workflow = Workflow.objects.active().filter(staff_workflow__key=key).first()
            if workflow:
                return workflow
        return super().get_workflow()
