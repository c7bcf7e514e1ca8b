"""What somebody does with her factors once she is in, and what an owner does for whoever has lost hers."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from astra_site.accounts import audit, notices
from astra_site.accounts.factors import codes
from astra_site.accounts.factors.door import end_other_sessions
from astra_site.accounts.factors.views import factors_of, remember_codes
from astra_site.accounts.models import AuditEntry, User


def second_factors(request: HttpRequest) -> HttpResponse:
    """Show her factors; make new recovery codes, or take a factor away that is not the last one."""
    person: Any = request.user
    if request.method == "POST" and "make_codes" in request.POST and factors_of(person).exists():
        remember_codes(request, codes.make_recovery_codes(person))
        audit.write(AuditEntry.Action.CODES_MADE, person)
        end_other_sessions(request, person)
        return redirect("recovery_codes")
    if request.method == "POST" and "remove" in request.POST:
        _remove(request, person)
        return redirect("second_factors")
    context = {
        "heading": _("Your second factor"),
        "factors": factors_of(person),
        "codes_left": codes.number_of_recovery_codes(person),
    }
    return render(request, "admin/door/second_factors.html", context)


def _remove(request: HttpRequest, person: User) -> None:
    number = request.POST["remove"]
    with transaction.atomic():
        # All of them are locked, so that two at once do not both leave the other one.
        factors = {factor.pk: factor for factor in factors_of(person).select_for_update()}
        found = factors.get(int(number)) if number.isdecimal() and len(number) < 19 else None
        if found is not None and len(factors) > 1:
            found.delete()
    if found is None:
        return
    if len(factors) == 1:
        messages.error(request, _("This is your only second factor. Add another one first."))
        return
    audit.write(AuditEntry.Action.FACTOR_REMOVED, person, codes.name_of(found.type))
    end_other_sessions(request, person)
    messages.success(request, _("Removed."))


def reset_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an owner take somebody's lost factors away; that person sets up new ones at her next login.

    Raises:
        PermissionDenied: to everybody else.
    """
    if not request.user.is_superuser:
        raise PermissionDenied
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        reset(person, request.user)
        name = person.get_full_name() or person.get_username()
        messages.success(
            request, _("“%(name)s” sets up a new second factor at her next login.") % {"name": name}
        )
        return redirect("wagtailusers_users:index")
    heading = _("Reset the second factor of “%(name)s”?") % {"name": audit.name_of(person)}
    return render(request, "admin/door/reset_factors.html", {"heading": heading})


def reset(person: User, by: Any = None) -> None:
    """Take all factors of a person away, end her sessions, and tell her and the owners."""
    Authenticator.objects.filter(user=person).delete()
    end_other_sessions(None, person)
    audit.write(AuditEntry.Action.FACTOR_RESET, by, audit.name_of(person))
    notices.tell_person(person, AuditEntry.Action.FACTOR_RESET)
