"""Codes: of an app (TOTP), and the ten that are printed and kept for when it is lost."""

import hmac
import secrets
import time
from base64 import b32encode
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from astra_site.accounts import sessions, throttle
from astra_site.accounts.models import User

TYPES = Authenticator.Type
# What an owner reads in the audit and in her mail.
_NAMES = {
    TYPES.TOTP: _("Authenticator app"),
    TYPES.WEBAUTHN: _("Passkey"),
    TYPES.RECOVERY_CODES: _("Recovery code"),
    sessions.SKIPPED: _("without a second factor"),
}
_PERIOD = 30  # seconds that a code of an app lasts, as all apps have it
_BYTES_OF_A_SECRET = 20


class TooManyCodes(Exception):
    """There were too many wrong codes for this account; none is looked at."""


def name_of(kind: str) -> str:
    """Return what people call what somebody came in with."""
    return str(_NAMES.get(kind, kind))


def new_secret() -> str:
    """Return a secret that an app computes its codes from."""
    return b32encode(secrets.token_bytes(_BYTES_OF_A_SECRET)).decode()


def step_of(secret: str, code: str) -> int | None:
    """Return the half minute to which this code of an app belongs, if it is one of now."""
    # allauth's modules are many, and only whoever logs in needs this one.
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    now = int(time.time()) // _PERIOD
    for step in range(now - settings.MFA_TOTP_TOLERANCE, now + settings.MFA_TOTP_TOLERANCE + 1):
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, step)).encode(), code.encode()):
            return step
    return None


def check(request: HttpRequest, person: User, written: str) -> Authenticator | None:
    """Return to which of her factors a code belongs, and let nobody use it again.

    Raises:
        TooManyCodes: there were too many wrong ones.
    """
    tried = throttle.note(request, "code", person.get_username())
    if tried is None:
        raise TooManyCodes
    code = "".join(written.split()).replace("-", "")
    with transaction.atomic():
        found = _matching(person, code)
    if found is not None:
        tried.was_right()
    return found


def _matching(person: User, code: str) -> Authenticator | None:
    kinds = Authenticator.objects.select_for_update().filter(user=person).exclude(type=TYPES.WEBAUTHN)
    for factor in kinds:
        is_right = (
            _is_of_app(factor, code) if factor.type == TYPES.TOTP else factor.wrap().validate_code(code)
        )
        if is_right:
            factor.refresh_from_db()
            factor.record_usage()
            return factor
    return None


def _is_of_app(factor: Authenticator, code: str) -> bool:
    """Tell whether the code is one of now and later than the last one that was used.

    allauth remembers used codes in the cache of one process; another one would take them again.
    """
    step = step_of(decrypt(factor.data["secret"]), code)
    if step is None or step <= factor.data.get("last_step", 0):
        return False
    factor.data["last_step"] = step
    factor.save(update_fields=["data"])
    return True


def add_app(person: User, secret: str, step: int) -> Authenticator:
    """Give her an app in place of the one that she had; its first code is used up."""
    with transaction.atomic():
        Authenticator.objects.filter(user=person, type=TYPES.TOTP).delete()
        data = {"secret": encrypt(secret), "last_step": step}
        return Authenticator.objects.create(user=person, type=TYPES.TOTP, data=data)


def make_recovery_codes(person: User) -> list[str]:
    """Return ten new codes, each for one login; those of before are void."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        Authenticator.objects.filter(user=person, type=TYPES.RECOVERY_CODES).delete()
        return RecoveryCodes.activate(person).get_unused_codes()


def number_of_recovery_codes(person: User) -> int:
    """Return how many of them are left."""
    kept: Any = Authenticator.objects.filter(user=person, type=TYPES.RECOVERY_CODES).first()
    return len(kept.wrap().get_unused_codes()) if kept else 0
