"""Writes one record's object, unless an editor has the last word on it, and remembers what it did."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import ReferenceIndex, RevisionMixin
from wagtail.signal_handlers import disable_reference_index_auto_update

from astra_site.pages.models import BasePage
from networks.models import StarterRecord
from networks.starter.fillers import children_of
from networks.starter.yaml_lines import Record, plain_value


@dataclass
class Report:
    """What was done, by the keys of the records."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


class Writer:
    """Creates and updates objects, and keeps the report."""

    def __init__(self) -> None:
        self.report = Report()
        self.known = {record.key: record for record in StarterRecord.objects.select_related("revision")}

    def write(
        self,
        key: str,
        record: Record,
        made_by_hand: models.QuerySet,
        new: Any,
        fill: Callable[[Any], None],
        parent: BasePage | None = None,
    ) -> Any:
        """Create or update one object from its record, unless an editor has the last word on it.

        Returns the object, or None where an editor has deleted it.
        """
        before = self.known.get(key)
        existing = type(new).objects.filter(pk=before.object_id).first() if before else made_by_hand.first()
        if before is not None and before.digest == _digest(record):
            self.report.unchanged.append(key)
            return existing
        if (before is not None and existing is None) or (
            existing is not None and _is_edited(existing, before)
        ):
            self.report.left_alone.append(key)
            return existing
        instance = existing or new
        fill(instance)
        for read_elsewhere in ("key", "type", "published"):
            record.get(read_elsewhere)
        record.check_all_read()
        self.check(record, instance)
        self._save(instance, parent)
        self.remember(key, record, instance)
        (self.report.updated if existing else self.report.created).append(key)
        return instance

    def check(self, record: Record, instance: Any) -> None:
        """Validate the object and what belongs to it, and name the record of what is wrong."""
        for saved in [instance, *children_of(instance)]:
            left_out = _set_on_saving(saved)
            try:
                # What compares two dates takes each of them for a date.
                saved.clean_fields(exclude=left_out)
                saved.full_clean(exclude=left_out)
            except ValidationError as error:
                details = "; ".join(
                    f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items()
                )
                raise record.error(details) from error

    def _save(self, instance: Any, parent: BasePage | None) -> None:
        # What refers to what is noted once, and not at each of the saves: a third of the whole work.
        with disable_reference_index_auto_update():
            live = getattr(instance, "live", True)
            if instance.pk is None and parent is not None:
                parent.refresh_from_db()
                parent.add_child(instance=instance)
            else:
                instance.save()
            if isinstance(instance, RevisionMixin):
                revision = instance.save_revision()
                if live:
                    revision.publish()
                instance.refresh_from_db()
        if ReferenceIndex.model_is_indexable(type(instance)):
            ReferenceIndex.create_or_update_for_object(instance)

    def remember(self, key: str, record: Record, instance: Any) -> None:
        """Record what was made of `record`, for the next load."""
        StarterRecord.objects.update_or_create(
            key=key,
            defaults={
                "content_type": ContentType.objects.get_for_model(instance),
                "object_id": instance.pk,
                "digest": _digest(record),
                "revision": getattr(instance, "latest_revision", None),
            },
        )


def _is_edited(existing: models.Model, before: StarterRecord | None) -> bool:
    """Tell whether an editor has made or changed the object since it was loaded."""
    if before is None or not isinstance(existing, RevisionMixin):
        return True
    return existing.latest_revision_id != before.revision_id


def _digest(record: Record) -> str:
    text = json.dumps(plain_value(record), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _set_on_saving(instance: Any) -> list[str]:
    """Return the fields that get their value only when the object is put into its place."""
    if isinstance(instance, BasePage):
        return ["path", "depth", "url_path", "url_path_en"]
    return ["network", "organisation", "settings"]
