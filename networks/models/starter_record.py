"""What the starter content has put into the database, so that loading it again spoils nothing."""

from django.contrib.contenttypes.models import ContentType
from django.db import models


class StarterRecord(models.Model):
    """One loaded record: which object it made, and what both looked like then."""

    key = models.CharField(max_length=120, unique=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    # The record's text then: when it is the same, there is nothing to do.
    digest = models.CharField(max_length=64)
    # The object's revision then: when there is a newer one, an editor has changed it since.
    revision = models.ForeignKey(
        "wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "starter record"

    def __str__(self) -> str:
        return self.key
