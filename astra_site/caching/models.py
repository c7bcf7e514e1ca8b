"""By what processes know whether their copies are still good."""

from django.db import models


class Stamp(models.Model):
    """Tells every process of the site whether its copy of something is still good (kept.py)."""

    name = models.CharField(max_length=30, primary_key=True)
    value = models.CharField(max_length=32)

    class Meta:
        verbose_name = "stamp"

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
