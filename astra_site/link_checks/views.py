"""The two buttons of the report: check now, and accept."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from astra_site.accounts import rights
from astra_site.link_checks.jobs import check_links
from astra_site.link_checks.models import CheckedLink
from astra_site.tasks import background
from astra_site.tasks.models import Job


@require_POST
def check_now(request: HttpRequest) -> HttpResponse:
    """Begin a check, unless one runs already, and show how far it is."""
    _refuse_others(request)
    running = Job.objects.unfinished().filter(path=check_links.module_path).first()
    if running is not None:
        return redirect("tasks:index")
    report = reverse("link_report")
    return redirect(background.start(check_links, _("Check of links"), request.user, result_url=report).url)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a link may stay as it is until its state changes; or that it may not after all."""
    _refuse_others(request)
    link = get_object_or_404(CheckedLink, pk=pk)
    is_accepted = link.accepted_at is None
    link.accepted_at = timezone.now() if is_accepted else None
    link.accepted_by = request.user if is_accepted else None  # type: ignore[assignment]
    link.save(update_fields=["accepted_at", "accepted_by"])
    query = request.POST.get("back", "")
    return redirect(f"{reverse('link_report')}{'?' if query else ''}{query}")


def _refuse_others(request: HttpRequest) -> None:
    if not rights.may_edit_source(request.user):
        raise PermissionDenied
