"""The pages at the door: the second factor, its setting up, recovery codes, and confirming who is at work."""

import base64
import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from astra_site.accounts import audit, gate, sessions, spoken, throttle
from astra_site.accounts.factors import codes, guessing, passkeys
from astra_site.accounts.factors.adapter import FactorAdapter
from astra_site.accounts.factors.door import at_the_door, come_in, end_other_sessions, next_address
from astra_site.accounts.factors.forms import CodeForm, NewAppForm, PasswordForm
from astra_site.accounts.models import AuditEntry, User

# Keys of the session. What stands there is encrypted, for sessions are kept in the database.
_NEW_SECRET = "new_app"  # noqa: S105 - a name
_NEW_CODES = "new_codes"


def factors_of(person: User) -> Any:
    """Return what she has to show besides her password, without the recovery codes."""
    return Authenticator.objects.filter(user=person).exclude(type=codes.TYPES.RECOVERY_CODES).order_by("pk")


@require_http_methods(["GET", "POST"])
@at_the_door
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor, after the password."""
    person: Any = request.user
    if sessions.is_let_in(request.session):
        return redirect(next_address(request))
    if not factors_of(person).exists():
        return redirect(gate.with_next("enrol", request.GET.get("next", "")))
    return _ask(request, person, _("Second step of the login"))


@require_http_methods(["GET", "POST"])
@at_the_door
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask again who is at work, before something that an open session must not be enough for."""
    person: Any = request.user
    if not sessions.is_let_in(request.session):
        return redirect(gate.with_next("second_factor", request.GET.get("next", "")))
    return _ask(request, person, _("Confirm that it is you"))


def _ask(request: HttpRequest, person: User, heading: str) -> HttpResponse:
    """Take a code or a passkey; without any factor, on one's own machine, the password."""
    has_factor = factors_of(person).exists()
    has_passkey = passkeys.has_any(person)
    make_form: type[CodeForm] | type[PasswordForm] = CodeForm if has_factor else PasswordForm
    form: CodeForm | PasswordForm = make_form(request)
    problem = ""
    if request.method == "POST" and has_passkey and request.POST.get("credential"):
        try:
            return come_in(request, person, passkeys.check(person, request.POST["credential"]).type)
        except ValidationError as error:
            guessing.note_wrong_code(person)
            problem = error.messages[0]
    elif request.method == "POST":
        form = make_form(request, request.POST)
        if form.is_valid():
            return come_in(request, person, form.by)
    context = {
        "form": form,
        "problem": problem,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "passkey_question": passkeys.question(person) if has_passkey else "",
        "heading": heading,
        "asks_at_login": not sessions.is_let_in(request.session),
    }
    return render(request, "admin/door/second_factor.html", context)


@require_http_methods(["GET", "POST"])
@at_the_door
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up an app or a passkey: at the first login, and later for whoever is in and has confirmed it."""
    person: Any = request.user
    if request.method == "POST":
        with transaction.atomic():
            # Of two who know a password that has no factor yet, one sets it up.
            User.objects.select_for_update().get(pk=person.pk)
            return _set_up(request)
    return _set_up(request)


def _set_up(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    _refuse_to_enrol_again(request, person)
    secret = _secret_of(request.session)
    form, problem = NewAppForm(secret), ""
    if request.method == "POST" and request.POST.get("credential"):
        try:
            return _enrolled(request, person, passkeys.add(request, person, request.POST["credential"]))
        except ValidationError as error:
            problem = error.messages[0]
    elif request.method == "POST":
        form = NewAppForm(secret, request.POST)
        if form.is_valid():
            return _enrolled(request, person, codes.add_app(person, secret, form.step))
    adapter = FactorAdapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    context = {
        "form": form,
        "problem": problem,
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": base64.b64encode(picture.encode()).decode(),
        "passkey_question": passkeys.question_for_new(person),
        "may_skip": _may_skip(request, person),
        "heading": _("Set up your second factor"),
    }
    return render(request, "admin/door/enrol.html", context)


def _refuse_to_enrol_again(request: HttpRequest, person: User) -> None:
    """Make sure that a password alone never replaces a factor.

    Raises:
        PermissionDenied: she has one, and has not shown it of late.
    """
    is_first = not factors_of(person).exists()
    may_change = sessions.is_let_in(request.session) and sessions.is_confirmed(request.session)
    if not is_first and not may_change:
        raise PermissionDenied


def _secret_of(session: Any) -> str:
    if _NEW_SECRET not in session:
        session[_NEW_SECRET] = encrypt(codes.new_secret())
    return decrypt(session[_NEW_SECRET])


def _enrolled(request: HttpRequest, person: User, factor: Authenticator) -> HttpResponse:
    """Note the new factor, end sessions without it, and show the recovery codes if there are none yet."""
    request.session.pop(_NEW_SECRET, None)
    audit.write(AuditEntry.Action.FACTOR_ADDED, person, codes.name_of(factor.type))
    end_other_sessions(request, person)
    if not sessions.is_let_in(request.session) or _skipped(request):
        sessions.let_in(request.session, factor.type)
        audit.write(AuditEntry.Action.LOGIN, person, codes.name_of(factor.type))
    if not codes.number_of_recovery_codes(person):
        remember_codes(request, codes.make_recovery_codes(person))
    response = redirect(gate.with_next("recovery_codes", request.POST.get("next", "")))
    throttle.remember_device(request, response, person.get_username())
    spoken.keep(request, response, person)
    return response


def _skipped(request: HttpRequest) -> bool:
    return sessions.let_in_by(request.session) == sessions.SKIPPED


def remember_codes(request: HttpRequest, new: list[str]) -> None:
    """Keep new codes in the session until their person has read them."""
    request.session[_NEW_CODES] = encrypt(json.dumps(new))


@require_http_methods(["GET", "POST"])
@at_the_door
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes until their person says that she has kept them."""
    if not sessions.is_let_in(request.session):
        return redirect("second_factor")
    if not sessions.is_confirmed(request.session):
        # She did not say that she has kept them; an open session shows them to nobody else.
        return redirect(gate.with_next("confirm", request.get_full_path()))
    if request.method == "POST" or _NEW_CODES not in request.session:
        request.session.pop(_NEW_CODES, None)
        return redirect(next_address(request))
    new = json.loads(decrypt(request.session[_NEW_CODES]))
    context = {"codes": [f"{code[:5]} {code[5:]}" for code in new], "next": request.GET.get("next", "")}
    context["heading"] = _("Your recovery codes")
    return render(request, "admin/door/recovery_codes.html", context)


@require_POST
@at_the_door
def skip(request: HttpRequest) -> HttpResponse:
    """Let an owner go on without a second factor, on her own machine and nowhere else.

    Raises:
        PermissionDenied: anywhere else, and for anybody else.
    """
    person: Any = request.user
    if not _may_skip(request, person):
        raise PermissionDenied
    return come_in(request, person, sessions.SKIPPED)


def _may_skip(request: HttpRequest, person: User) -> bool:
    is_allowed = settings.IS_LOCAL and settings.SECOND_FACTOR_MAY_BE_SKIPPED and person.is_superuser
    return is_allowed and not sessions.is_let_in(request.session) and not factors_of(person).exists()
