"""What the checks have found in all texts together, kept for every process of the site."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from astra_site.content_checks.checker import LocatedFinding
from astra_site.content_checks.subjects import CheckedObject
from astra_site.serbian.findings import Finding


class KeptFindings(models.Model):
    """The objects with findings, the worst first, in the words of one language of the admin."""

    language = models.CharField(max_length=10, primary_key=True)
    # By which it is known whether anything was changed since.
    changes = models.CharField(max_length=120)
    content = models.TextField()

    class Meta:
        verbose_name = "findings of the content checks"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.language}: {self.changes}"

    @classmethod
    def keep(cls, language: str, changes: str, found: list[CheckedObject]) -> "KeptFindings":
        """Keep what was found when the content was as `changes` says."""
        values = {"changes": changes, "content": json.dumps(found, cls=DjangoJSONEncoder)}
        return cls.objects.update_or_create(language=language, defaults=values)[0]

    @property
    def found(self) -> list[CheckedObject]:
        """Return what was found."""
        return [
            CheckedObject(title, model, url, [_place(*place) for place in places])
            for title, model, url, places in json.loads(self.content)
        ]


def _place(finding: list[Any], *where: str) -> LocatedFinding:
    return LocatedFinding(Finding(*finding), *where)
