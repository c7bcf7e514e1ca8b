"""A file between its dry run and its import."""

import datetime
import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
        digest = hashlib.sha256(content).hexdigest()
        return cls.objects.create(person=person, name=name[-200:], content=content, digest=digest)
