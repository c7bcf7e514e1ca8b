"""The admin's page of jobs: how far they are, what came of them, and a button that cancels."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from astra_site.admin_page import admin_page
from astra_site.tasks.models import Job, JobQuerySet, JobState, Worker

# More than anybody looks through.
MOST_SHOWN = 100


def index(request: HttpRequest) -> HttpResponse:
    """Show the jobs that the person may see, the newest first."""
    return _answer(request, Job.objects.seen_by(request.user))


def job(request: HttpRequest, key: str) -> HttpResponse:
    """Show one job, whose address stays the same until it is forgotten."""
    jobs = Job.objects.seen_by(request.user).filter(pk=key)
    return _answer(request, jobs, title=get_object_or_404(jobs).title)


@require_POST
def cancel(request: HttpRequest, key: str) -> HttpResponse:
    """End a job that waits or runs."""
    found = get_object_or_404(Job.objects.seen_by(request.user), pk=key)
    found.ask_to_cancel()
    return redirect(found.url)


def _answer(request: HttpRequest, jobs: JobQuerySet, title: str = "") -> HttpResponse:
    shown = list(jobs.select_related("person")[:MOST_SHOWN])
    failed = [each.pk for each in shown if each.state == JobState.FAILED and each.person == request.user]
    Job.objects.filter(pk__in=failed, is_seen=False).update(is_seen=True)
    is_busy = any(each.is_unfinished for each in shown)
    context: dict[str, Any] = {
        "jobs": shown,
        "is_busy": is_busy,
        "is_one": bool(title),
        "has_worker": Worker.alive().exists(),
    }
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return render(request, "admin/tasks/job_list.html", context)
    steps = [{"url": reverse("tasks:index"), "label": _("Jobs")}]
    if title:
        steps.append({"url": "", "label": title})
    page = admin_page(_("Jobs"), "history", *steps, subtitle=title)
    return render(request, "admin/tasks/jobs.html", {**page, **context})
