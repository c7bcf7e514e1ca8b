"""The gate before the admin. It looks at the session of every request, whichever login page made it."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

from astra_site.accounts import audit, sensitive, sessions
from astra_site.accounts.models import AuditEntry

LOGIN = "wagtailadmin_login"


class GateMiddleware(MiddlewareMixin):
    """Makes nobody of whoever has no second factor, or whose session is over."""

    def process_request(self, request: HttpRequest) -> None:
        """Let `request.user` be who has come in by both factors; only then is a session read."""
        request.user = SimpleLazyObject(lambda: whoever_is_in(request))  # type: ignore[assignment]

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Lead whoever has given her password on to the second factor; note that somebody is at work."""
        if not request.path.startswith(settings.STAFF_PATHS):
            return None
        if request.user.is_authenticated:
            sessions.note_work(request)
        elif _is_at_the_door(request) and whoever_is_at_the_door(request).is_authenticated:
            return redirect(with_next("second_factor", request.GET.get("next", "")))
        return None


class ConfirmationMiddleware(MiddlewareMixin):
    """Asks again who is at work, before users, factors, settings and exports."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse what `sensitive` names to a session that was not confirmed of late.

        Raises:
            PermissionDenied: a script asked, which can show no form.
        """
        if must_confirm(request):
            if request.method != "GET" or request.headers.get("x-requested-with") == "XMLHttpRequest":
                raise PermissionDenied
            return redirect(with_next("confirm", request.get_full_path()))
        if request.path.startswith(settings.STAFF_PATHS) and sensitive.is_export(request):
            audit.write(AuditEntry.Action.EXPORT, request.user, request.path)
        return None


def must_confirm(request: HttpRequest) -> bool:
    """Tell whether somebody who is in must first show that it is she."""
    is_sensitive = request.path.startswith(settings.STAFF_PATHS) and sensitive.is_sensitive(request)
    return is_sensitive and request.user.is_authenticated and not sessions.is_confirmed(request.session)


def whoever_is_at_the_door(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Return who has given the right password, whether or not a second factor came with it."""
    found = get_user(request)
    if found.is_authenticated and sessions.is_over(request.session):
        request.session.flush()
        return AnonymousUser()
    return found


def whoever_is_in(request: HttpRequest) -> AbstractBaseUser | AnonymousUser:
    """Return who has come in by both factors."""
    found = whoever_is_at_the_door(request)
    return found if sessions.is_let_in(request.session) else AnonymousUser()


def with_next(name: str, address: str) -> str:
    """Return the address of the page `name`, from which one goes on to `address`."""
    return f"{reverse(name)}?{urlencode({'next': address})}" if address else reverse(name)


def _is_at_the_door(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "GET" and bool(match and match.view_name == LOGIN)
