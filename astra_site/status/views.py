"""The owners' page of the status."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from astra_site.admin_page import admin_page
from astra_site.status.checks import all_checks


def status(request: HttpRequest) -> HttpResponse:
    """Show every check.

    Raises:
        PermissionDenied: to everybody but owners.
    """
    if not request.user.is_superuser:
        raise PermissionDenied
    checks = list(all_checks())
    title = _("Status of the site")
    context = {
        **admin_page(title, "circle-check", {"url": "", "label": title}),
        "checks": checks,
        "number_wrong": sum(check.is_wrong for check in checks),
    }
    return render(request, "admin/status/status.html", context)
