"""Hiding a place is immediate: on the live record and in every draft, and nothing else is published by it.

The switch is no part of drafts (`Organisation.with_content_json`): what the record says holds for all of
them. Any editor hides; only those who care for safety show again.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from astra_site.accounts import rights
from astra_site.search import indexing
from networks.models import Organisation

HIDDEN, SHOWN = "networks.hide_place", "networks.show_place"


def may_hide(person: Any) -> bool:
    """Tell whether `person` may hide a place: whoever edits, and those who care for safety."""
    return rights.may_edit_source(person) or rights.may_edit_safety(person)


may_show = rights.may_edit_safety


@transaction.atomic
def set_secret(organisation: Organisation, *, is_secret: bool, person: Any) -> None:
    """Hide the place of `organisation` or show it, on the record alone; drafts follow it by themselves."""
    stored = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if stored.do_not_publish_location == is_secret:
        return
    stored.do_not_publish_location = is_secret
    stored.save(update_fields=["do_not_publish_location"])
    log(stored, HIDDEN if is_secret else SHOWN, user=person)
    if stored.live:
        indexing.index(stored)


def secret_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the switch of one organisation, and turn it."""
    if not may_hide(request.user):
        raise PermissionDenied
    organisation = get_object_or_404(Organisation, pk=pk)
    if request.method == "POST":
        is_secret = request.POST.get("secret") == "yes"
        if not is_secret and not may_show(request.user):
            raise PermissionDenied
        set_secret(organisation, is_secret=is_secret, person=request.user)
        told = _("The place of “%(name)s” is hidden now, everywhere.")
        if not is_secret:
            told = _("Visitors see the place of “%(name)s” again.")
        messages.success(request, told % {"name": organisation})
        return redirect("secret_place", organisation.pk)
    context = {
        "organisation": organisation,
        "may_show": may_show(request.user),
        "list_url": reverse(Organisation.snippet_viewset.get_url_name("list")),
    }
    return TemplateResponse(request, "admin/secret_place.html", context)
