"""What stands between the password and the admin: a page for whoever has given only the former."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.admin.localization import get_localized_response
from wagtail.log_actions import LogContext

from astra_site.accounts import audit, gate, sessions, spoken, throttle
from astra_site.accounts.factors import codes
from astra_site.accounts.models import AuditEntry, User

View = Callable[..., HttpResponse]


def at_the_door(view: View) -> View:
    """Let `view` know as `request.user` who has given the right password; others are sent to log in."""

    @never_cache
    @sensitive_post_parameters()
    @wraps(view)
    def known(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = gate.whoever_is_at_the_door(request)
        if not person.is_authenticated:
            return redirect(gate.with_next(gate.LOGIN, request.GET.get("next", "")))
        vars(request)["user"] = person
        with LogContext(user=person):
            return get_localized_response(view, request, *args, **kwargs)

    return known


def come_in(request: HttpRequest, person: User, by: str) -> HttpResponse:
    """Let a person in, or note that she has confirmed who she is; lead on to where she wanted to go."""
    was_in = sessions.is_let_in(request.session)
    if was_in:
        sessions.confirm(request.session)
    else:
        request.session.cycle_key()
        sessions.let_in(request.session, by)
    audit.write(AuditEntry.Action.CONFIRMED if was_in else AuditEntry.Action.LOGIN, person, codes.name_of(by))
    response = HttpResponseRedirect(next_address(request))
    throttle.remember_device(request, response, person.get_username())
    spoken.keep(request, response, person)
    return response


def next_address(request: HttpRequest) -> str:
    """Return where somebody wanted to go: a page of the admin, and never one of another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith(settings.STAFF_PATHS) else reverse("wagtailadmin_home")


def end_other_sessions(request: HttpRequest | None, person: User) -> None:
    """End all sessions of a person but the one of `request`: her factors have changed."""
    User.objects.filter(pk=person.pk).update(factors_version=F("factors_version") + 1)
    person.refresh_from_db(fields=["factors_version"])
    if request is not None and request.user.pk == person.pk:
        update_session_auth_hash(request, person)
