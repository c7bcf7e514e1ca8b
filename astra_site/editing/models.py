"""By what the program knows the workflows of staff."""

from django.db import models
from wagtail.models import Workflow


class StaffWorkflow(models.Model):
    """A workflow of ours by its key. Its name is the administrators' own and may change."""

    class Key(models.TextChoices):
        """The two ways to visitors: of everything, and of what those who only translate submit."""

        PUBLICATION = "publication"
        TRANSLATION = "translation"

    key = models.CharField(max_length=30, primary_key=True)
    workflow = models.OneToOneField(Workflow, on_delete=models.CASCADE, related_name="staff_workflow")

    class Meta:
        verbose_name = "workflow"
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
