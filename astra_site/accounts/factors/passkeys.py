"""Passkeys: a phone, a computer or a key that unlocks by finger, face or touch. Computed by fido2."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from astra_site.accounts.models import User

MOST_CHARACTERS = 20_000
LONGEST_NAME = 60
# allauth's modules for passkeys load fido2, for which a start would wait half a second: each function
# that needs them loads them.


def has_any(person: User) -> bool:
    """Tell whether she has one."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).exists()


def question_for_new(person: User) -> str:
    """Return what a browser is asked to make a passkey, as JSON; the answer belongs to this session."""
    from allauth.mfa.webauthn.internal import auth

    return json.dumps(auth.begin_registration(person, passwordless=False))


def question(person: User) -> str:
    """Return what a browser is asked to show that it has one of her passkeys, as JSON."""
    from allauth.mfa.webauthn.internal import auth

    return json.dumps(auth.begin_authentication(person))


def add(request: HttpRequest, person: User, answer: str) -> Authenticator:
    """Keep the passkey that a browser has made.

    Raises:
        ValidationError: the answer belongs to no question of this session, or makes no sense.
    """
    from allauth.mfa.webauthn.internal import auth

    credential = _read(answer)
    try:
        auth.complete_registration(auth.parse_registration_response(credential))
        name = request.POST.get("name", "").strip()[:LONGEST_NAME] or _("Passkey")
        return auth.WebAuthn.add(person, name, credential).instance
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ValidationError(_("The passkey could not be made. Try again."), code="wrong") from error


def check(person: User, answer: str) -> Authenticator:
    """Return the passkey that a browser has shown.

    Raises:
        ValidationError: it is none of hers, or the answer belongs to no question of this session.
    """
    from allauth.mfa.webauthn.internal import auth

    try:
        found = auth.complete_authentication(person, auth.parse_authentication_response(_read(answer)))
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError) as error:
        raise ValidationError(_("This passkey was not recognised. Try again."), code="wrong") from error
    found.record_usage()
    return found


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer) if len(answer) <= MOST_CHARACTERS else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValidationError(_("This passkey was not recognised. Try again."), code="wrong")
    return found
