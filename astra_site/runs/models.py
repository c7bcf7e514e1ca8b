"""One row for each kind of work: its last good end, and its last bad one."""

from typing import Any

from django.db import models
from django.utils import timezone


class Run(models.Model):
    """The last time that something was done which nobody waits for."""

    name = models.CharField(max_length=40, primary_key=True)
    well_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    # Of the last one, whichever end it had.
    message = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "run"
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def has_failed(self) -> bool:
        """Tell whether the last one failed."""
        return self.failed_at is not None and (self.well_at is None or self.failed_at > self.well_at)

    @classmethod
    def note(cls, name: str, message: str = "", *, is_well: bool = True) -> None:
        """Write down that it has just ended."""
        at = "well_at" if is_well else "failed_at"
        changed: dict[str, Any] = {at: timezone.now(), "message": message[:500]}
        cls.objects.update_or_create(pk=name, defaults=changed)
