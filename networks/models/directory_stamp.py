"""One row that changes whenever the directory does."""

from django.db import models


class DirectoryStamp(models.Model):
    """Tells every process of the site whether its copy of the directory is still good."""

    value = models.CharField(max_length=32)

    class Meta:
        verbose_name = "stamp of the directory"

    def __str__(self) -> str:
        return self.value
