"""What an import has written, noted with it, so that all of it can be taken back: all or nothing.

One transaction around an import of thousands of rows would stop everybody else who writes for minutes. So
it writes a few at a time, and this is how what stands there already is undone.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError
from wagtail.models import AbstractPage, ModelLogEntry, PageLogEntry, ReferenceIndex, Revision, WorkflowState

from astra_site.search import indexing
from astra_site.tasks.turns import write_in_turns
from networks.spreadsheets.models import ImportStep

# What Wagtail keeps beside an object of which revision is shown, and what is no part of revisions.
_COLUMNS = (
    "latest_revision_id",
    "live_revision_id",
    "has_unpublished_changes",
    "do_not_publish_location",
)


class Journal:
    """Notes the steps of one import, each in the transaction that takes it."""

    def __init__(self, run: uuid.UUID) -> None:
        self.run = run
        self._before: dict[tuple[type, Any], tuple[int | None, dict[str, Any]]] = {}

    def begin(self, instance: Any, person: Any) -> None:
        """Note how a stored object is, before anything of it is changed."""
        columns = {name: getattr(instance, name) for name in _COLUMNS if hasattr(instance, name)}
        before = instance.latest_revision_id
        if before is None:
            options = {"clean": False} if isinstance(instance, AbstractPage) else {}
            before = instance.save_revision(user=person, changed=False, **options).pk
        self._before[type(instance), instance.pk] = before, columns

    def end(self, instance: Any, made: Revision) -> None:
        """Note that the object was written."""
        before, columns = self._before.pop((type(instance), instance.pk), (None, {}))
        ImportStep.objects.create(
            run=self.run,
            content_type=ContentType.objects.get_for_model(instance),
            object_id=instance.pk,
            is_new=before is None,
            made=made.pk,
            before=before,
            columns=columns,
        )


def take_back(
    run: uuid.UUID,
    *,
    published_too: bool = True,
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Undo all steps of an import, the last first; what somebody has changed since stays as it is.

    Args:
        run: of the import.
        published_too: whether what visitors see of it may be undone.
        tell: is told how many of how many are undone, between two transactions.

    Returns:
        How many objects stayed as they are.
    """
    steps = list(ImportStep.objects.filter(run=run).order_by("-pk"))
    done = kept = 0

    def undo(step: ImportStep) -> None:
        nonlocal done, kept
        kept += not _undo(step, published_too)
        step.delete()
        done += 1

    write_in_turns(steps, undo, before_each=lambda: tell(done, len(steps)))
    return kept


def _undo(step: ImportStep, published_too: bool) -> bool:
    """Undo one step; returns whether that could be done."""
    model: Any = step.content_type.model_class()
    instance = model.objects.select_for_update(of=("self",)).filter(pk=step.object_id).first()
    if instance is None or instance.latest_revision_id != step.made:
        return False
    if not published_too and instance.live_revision_id == step.made:
        return False
    if step.is_new:
        return _remove(instance)
    _restore(instance, step)
    return True


def _remove(instance: Any) -> bool:
    """Delete a new object; returns whether it is gone."""
    try:
        instance.delete()
    except ProtectedError:
        # Somebody uses it already; a draft that nobody sees does no harm.
        instance.unpublish(log_action=None)
        return False
    return True


def _restore(instance: Any, step: ImportStep) -> None:
    """Bring back what a revision holds, then what none does."""
    model = type(instance)
    before = Revision.objects.get(pk=step.before)
    if instance.live and step.columns.get("live_revision_id") != instance.live_revision_id:
        before.publish(log_action=False)
    elif not instance.live:
        before.as_object().save()
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(revision=step.made).delete()
    # Else it would stay on the start page of those who approve, without anything to approve.
    WorkflowState.objects.filter(current_task_state__revision_id=step.made).delete()
    Revision.objects.filter(pk=step.made).delete()
    model.objects.filter(pk=instance.pk).update(**step.columns)
    if step.columns["latest_revision_id"] is None:
        before.delete()
    restored = model.objects.get(pk=instance.pk)
    ReferenceIndex.create_or_update_for_object(restored)
    indexing.index(restored)
