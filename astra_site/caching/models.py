"""Versions of the tables, by which processes know whether what they have read is still good."""

from collections.abc import Collection

from django.db import models, transaction
from django.db.models import F

# The row that counts every change, whatever it was.
CONTENT = "content"


class CacheVersion(models.Model):
    """Tells every process of the site whether its copy of what it read from a table is still good."""

    # PostgreSQL's longest.
    name = models.CharField(max_length=63, primary_key=True)
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
    @transaction.atomic
    def count_up(cls, tables: Collection[str]) -> int:
        """Give the content and these tables new versions; return that of the content."""
        # The row that all take comes first, so that no two wait for each other.
        _count_up({CONTENT})
        if tables:
            _count_up(set(tables))
        return cls.of_content()


def _count_up(names: set[str]) -> None:
    known = CacheVersion.objects.filter(name__in=names)
    if known.update(value=F("value") + 1) < len(names):
        rows = [CacheVersion(name=name) for name in sorted(names)]
        CacheVersion.objects.bulk_create(rows, ignore_conflicts=True)
        known.update(value=F("value") + 1)
