"""What staff see of the work in the background, and signs of life of those who do it."""

import datetime
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import get_permission_codename, get_user_model
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# A worker that has not said for so long that it is there is gone.
SILENCE = datetime.timedelta(seconds=30)


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", pgettext_lazy("a job", "waiting")
    RUNNING = "running", pgettext_lazy("a job", "running")
    DONE = "done", pgettext_lazy("a job", "done")
    FAILED = "failed", pgettext_lazy("a job", "failed")
    CANCELLED = "cancelled", pgettext_lazy("a job", "cancelled")


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


class JobQuerySet(models.QuerySet["Job"]):
    """Questions that pages ask."""

    def unfinished(self) -> "JobQuerySet":
        """Leave those that wait or run."""
        return self.filter(state__in=UNFINISHED)

    def seen_by(self, person: Any) -> "JobQuerySet":
        """Leave those that `person` may see: her own; who looks after the accounts sees all."""
        account = get_user_model()._meta
        sees_all = person.has_perm(f"{account.app_label}.{get_permission_codename('change', account)}")
        return self if sees_all else self.filter(person=person)


class Job(models.Model):
    """One piece of work, from the moment somebody asks for it until long after it has ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The task's module and name, by which the worker finds it.
    path = models.CharField(max_length=200)
    # Forgotten at the end: an e-mail holds what is nobody else's business.
    arguments = models.JSONField(default=dict)
    title = models.CharField(max_length=250)
    # Nobody, where the site itself asks for it.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=250, blank=True)
    # How it ended, for a person, and where she finds what came of it.
    message = models.TextField(blank=True)
    result_url = models.CharField(max_length=500, blank=True)
    is_cancel_asked = models.BooleanField(default=False)
    was_interrupted = models.BooleanField(default=False)
    # Whether who asked for it has seen that it failed.
    is_seen = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        default_permissions = ()
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    @property
    def is_unfinished(self) -> bool:
        """Tell whether it waits or runs."""
        return self.state in UNFINISHED

    @property
    def url(self) -> str:
        """Return the address of its page in the admin."""
        return reverse("tasks:job", args=(self.pk,))

    @property
    def per_cent(self) -> int:
        """Return how much of it is done, from 0 to 100."""
        return min(100, self.done * 100 // self.total) if self.total else 0

    def ask_to_cancel(self) -> None:
        """Cancel it at once where it still waits; where it runs, it ends at its next step."""
        Job.objects.filter(pk=self.pk, state=JobState.WAITING).update(
            state=JobState.CANCELLED, finished_at=timezone.now(), arguments={}
        )
        Job.objects.filter(pk=self.pk, state=JobState.RUNNING).update(is_cancel_asked=True)

    @classmethod
    def claim(cls, pk: str, worker: str) -> "Job | None":
        """Return a waiting job, which is now `worker`'s; None where it was cancelled meanwhile."""
        claimed = cls.objects.filter(pk=pk, state=JobState.WAITING).update(
            state=JobState.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            started_at=timezone.now(),
            done=0,
            total=0,
            step="",
        )
        return cls.objects.select_related("person").get(pk=pk) if claimed else None

    def end(self, state: JobState, message: str = "") -> None:
        """Note how it ended."""
        self.state, self.message = state, message
        self.step, self.arguments, self.finished_at = "", {}, timezone.now()
        self.save(update_fields=["state", "message", "result_url", "step", "arguments", "finished_at"])

    @classmethod
    def prune(cls) -> None:
        """Forget what ended long ago; of what the site asked for itself only failures are kept that long."""
        now = timezone.now()
        old = Q(finished_at__lt=now - datetime.timedelta(days=30))
        own = Q(person=None, state=JobState.DONE, finished_at__lt=now - datetime.timedelta(days=1))
        cls.objects.filter(old | own).delete()


class Worker(models.Model):
    """A process that does the work, and when it last said that it is there."""

    id = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "worker"
        default_permissions = ()

    def __str__(self) -> str:
        return self.id

    @classmethod
    def alive(cls) -> models.QuerySet["Worker"]:
        """Return those that were heard of lately, by the clock as it is now."""
        now = timezone.now()
        return cls.objects.filter(seen_at__range=(now - SILENCE, now + SILENCE))
