"""A file between its dry run and its import, and what an import has written so far."""

import datetime
import hashlib
import uuid
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from astra_site.tasks.models import Job

KEPT_FOR = datetime.timedelta(hours=24)


class Upload(models.Model):
    """An uploaded spreadsheet, kept in the database so that any process can go on with it.

    It is deleted when it has been imported, and otherwise after a day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    # What works on it, or has last worked on it: its dry run, then its import.
    job = models.ForeignKey("tasks.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    # What the dry run has found (shown_plan.py), and by which it is known whether that still holds.
    plan = models.BinaryField(null=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("uploaded spreadsheet")
        verbose_name_plural = _("uploaded spreadsheets")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def is_intact(self) -> bool:
        """Tell whether the content is still what was uploaded."""
        return hashlib.sha256(bytes(self.content)).hexdigest() == self.digest

    @classmethod
    def keep(cls, person: models.Model, name: str, content: bytes) -> "Upload":
        """Store a file, and throw away those of which nobody wants anything any more."""
        cls.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()
        # An import can be taken back for as long as its job is known.
        ImportStep.objects.exclude(run__in=Job.objects.values("pk")).delete()
        digest = hashlib.sha256(content).hexdigest()
        return cls.objects.create(person=person, name=name[-200:], content=content, digest=digest)


class ImportStep(models.Model):
    """One object that an import has written, and how it was before: by this it can be taken back."""

    run = models.UUIDField(db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveIntegerField()
    is_new = models.BooleanField()
    # The revision that the import has made; a later one is somebody else's work.
    made = models.PositiveIntegerField()
    # The revision that holds what was there, and the columns that no revision holds.
    before = models.PositiveIntegerField(null=True)
    columns: Any = models.JSONField(default=dict)

    class Meta:
        verbose_name = "step of an import"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
