"""Translations go to the moderators by a workflow of their own, and what a snippet needs for that."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Workflow,
    WorkflowMixin,
)

from astra_site.editing.models import StaffWorkflow
from astra_site.languages.preview import PreviewInEachLanguageMixin
from astra_site.languages.source_language import SourceLanguageMixin

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


class DraftableModel(
    PreviewInEachLanguageMixin,
    TranslationWorkflowMixin,
    SourceLanguageMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """What is no page and has all the same, as a page has: drafts, versions, previews and workflows."""

    class Meta:
        abstract = True
