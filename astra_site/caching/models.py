"""Versions of what is cached, by which processes know whether theirs is still good."""

from collections.abc import Collection

from django.db import models
from django.db.models import F

# The row that counts every change, whatever it was.
CONTENT = "content"


class CacheVersion(models.Model):
    """Tells every process of the site whether its copy of something is still good."""

    name = models.CharField(max_length=30, primary_key=True)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "version of a cache"

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    @classmethod
    def of_content(cls) -> int:
        """Return the version of the whole content."""
        return CacheVersion.objects.filter(name=CONTENT).values_list("value", flat=True).first() or 0

    @classmethod
    def count_up(cls, names: Collection[str]) -> int:
        """Give the content and what has these `names` new versions; return that of the content."""
        names = {CONTENT, *names}
        known = CacheVersion.objects.filter(name__in=names)
        if known.update(value=F("value") + 1) < len(names):
            CacheVersion.objects.bulk_create(
                [CacheVersion(name=name) for name in sorted(names)], ignore_conflicts=True
            )
            known.update(value=F("value") + 1)
        return cls.of_content()
