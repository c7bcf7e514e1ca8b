"""Translations go to the moderators by a workflow of their own."""

from django.conf import settings

TRANSLATION_WORKFLOW = "Prevod"


class TranslationWorkflowMixin:
    """Sends what a translator submits through "Prevod" and all else through "Objava".

    Wagtail asks a page or snippet for its workflow without saying for whom. The form knows the
    person, and says so here before Wagtail asks (see astra_site.editing.field_rights).
    """

    submits_translation = False

    def get_workflow(self):
        """Return the workflow that a submission of the person at work would start."""
        from wagtail.models import Workflow

        if self.submits_translation and getattr(settings, "WAGTAIL_WORKFLOW_ENABLED", True):
            workflow = Workflow.objects.active().filter(name=TRANSLATION_WORKFLOW).first()
            if workflow:
                return workflow
        return super().get_workflow()  # type: ignore[misc]
