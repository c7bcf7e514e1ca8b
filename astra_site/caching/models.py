"""Versions of what is cached, by which processes know whether theirs is still good."""

from django.db import models


class CacheVersion(models.Model):
    """Tells every process of the site whether its copy of something is still good (cache.py)."""

    name = models.CharField(max_length=30, primary_key=True)
    value = models.CharField(max_length=32)

    class Meta:
        verbose_name = "version of a cache"

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
