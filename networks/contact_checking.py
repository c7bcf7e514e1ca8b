"""The button “Checked today”: somebody has called, or seen a contact on the live page, and says so."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.permissions import policy_registry

from astra_site.accounts import rights
from astra_site.safety.models import Confidence
from networks.contacts import contacts_of
from networks.models import Organisation
from networks.partial_dates import today


@require_POST
def checked_today(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Confirm one contact as of today, and go back to the report as it was filtered."""
    with transaction.atomic():
        rows = Organisation.objects.select_for_update(no_key=True)
        _check(request, get_object_or_404(rows, pk=pk), key)
    query = request.POST.get("back", "")
    return redirect(f"{reverse('contact_report')}{'?' if query else ''}{query}")


def _check(request: HttpRequest, organisation: Organisation, key: str) -> None:
    policy = policy_registry.get_by_type(Organisation)
    if not (rights.may_edit_source(request.user) and policy.user_has_permission(request.user, "change")):
        raise PermissionDenied
    refusal = _refusal(request, organisation)
    if refusal:
        messages.error(request, refusal % {"name": organisation})
        return
    value = _confirm(organisation, key)
    may_publish = policy.user_has_permission(request.user, "publish")
    revision = organisation.save_revision(user=request.user, log_action=True)
    if organisation.live and may_publish:
        revision.publish(user=request.user)
        messages.success(request, _("%(contact)s: checked today.") % {"contact": value})
    else:
        text = _("%(contact)s: checked today. Visitors see it when the organisation is published.")
        messages.warning(request, text % {"contact": value})


def _refusal(request: HttpRequest, organisation: Organisation) -> str:
    """Return why nothing can be changed now; "" where it can."""
    lock = organisation.get_lock()
    if lock and lock.for_user(request.user):
        return _("“%(name)s” is locked.")
    if organisation.has_unpublished_changes:
        return _("“%(name)s” has a draft that is not published. Publish or discard it first.")
    return ""


def _confirm(organisation: Organisation, key: str) -> Any:
    """Write into the contact that it was confirmed today, and return it as people read it."""
    phones = list(organisation.phones.all())
    contacts = contacts_of(organisation, phones)
    contact = next((contact for contact in contacts if contact.key == key), None)
    if contact is None:
        raise Http404
    holder: Any = contact.phone or organisation
    prefix = "" if contact.phone else f"{contact.kind}_"
    setattr(holder, f"{prefix}confidence", Confidence.CONFIRMED)
    setattr(holder, f"{prefix}checked_on", today())
    organisation.phones.set(phones)
    return contact.value
