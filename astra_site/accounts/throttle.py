"""At most five wrong passwords or codes an account in five minutes, and nobody locks another out.

Kept in the database that all processes share: a try is noted before it is looked at, so tries side by
side count too, and without the database nobody is let in.

A browser that has logged in before holds a signed cookie with its accounts, and has five tries of its own
for each of them. It keeps its number, so that another login there gives no tries anew. All others share
five for the account, of which one address may use up three; so neither a stranger nor one broken device
takes the door from somebody else.
"""

import secrets
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from astra_site.accounts import staff_cookies
from astra_site.accounts.models import WrongAnswers

MOST = 5
MOST_FROM_ONE_ADDRESS = 3
SECONDS = 5 * 60
_SALT = "astra_site.accounts.throttle"
_MOST_ACCOUNTS_OF_A_DEVICE = 5


class Device(NamedTuple):
    """A browser, and for which accounts (as digests) somebody has logged in there."""

    number: str
    accounts: list[str]


class Try(NamedTuple):
    """A try that was noted as wrong before anybody looked at it."""

    keys: tuple[str, ...]
    at: float

    def was_right(self) -> None:
        """Take it back."""
        with transaction.atomic():
            for row in WrongAnswers.objects.select_for_update().filter(pk__in=self.keys).order_by("pk"):
                if self.at in row.times:
                    row.times.remove(self.at)
                    row.save(update_fields=["times"])


def note(request: HttpRequest | None, kind: str, account: str) -> Try | None:
    """Note a try of `kind` ("password", "code") for `account`; None is returned when there were too many."""
    forget_old()
    limits = _limits(request, kind, account)
    now = time.time()
    with transaction.atomic():
        until = _moment(now + SECONDS)
        new = [WrongAnswers(pk=key, until=until) for key in sorted(limits)]
        WrongAnswers.objects.bulk_create(new, ignore_conflicts=True)
        rows = list(WrongAnswers.objects.select_for_update().filter(pk__in=limits).order_by("pk"))
        for row in rows:
            # One in the future is of a clock that was wrong, and would count until then.
            row.times = [at for at in row.times if abs(now - at) < SECONDS]
        if len(rows) < len(limits) or any(len(row.times) >= limits[row.pk] for row in rows):
            return None
        for row in rows:
            row.times.append(now)
            row.until = until
            row.save()
    return Try(tuple(limits), now)


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """Give the browser the cookie that says that `account` has logged in here before."""
    device, this = _device_of(request), _account(account)
    others = [digest for digest in device.accounts if digest != this]
    accounts = [*others, this][-_MOST_ACCOUNTS_OF_A_DEVICE:]
    value = signing.dumps({"number": device.number, "accounts": accounts}, salt=_SALT)
    staff_cookies.remember(response, settings.DEVICE_COOKIE_NAME, value)


def address_of(request: HttpRequest | None) -> str:
    """Return the visitor's address, as told by the web server in front and by nobody behind it."""
    if request is None:
        return ""
    told = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    # The last one is what our own web server has added; those before it anybody may have written.
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def _limits(request: HttpRequest | None, kind: str, account: str) -> Mapping[str, int]:
    name = account.casefold()
    device = _device_of(request)
    if _account(account) in device.accounts:
        return {_digest(kind, name, "device", device.number): MOST}
    return {
        _digest(kind, name): MOST,
        _digest(kind, name, "address", address_of(request)): MOST_FROM_ONE_ADDRESS,
    }


def _account(name: str) -> str:
    return _digest("device", name.casefold())


def _device_of(request: HttpRequest | None) -> Device:
    """Return what the browser's cookie says; one without a good cookie is new."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "") if request else ""
    try:
        return Device(**signing.loads(cookie, salt=_SALT, max_age=staff_cookies.YEAR))
    except (signing.BadSignature, TypeError):
        return Device(secrets.token_hex(16), [])


def _digest(*parts: str) -> str:
    return salted_hmac(_SALT, "\0".join(parts), algorithm="sha256").hexdigest()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.get_default_timezone())


def forget_old() -> None:
    """Delete what no longer counts; rows that another process is at work with are its to delete."""
    with transaction.atomic():
        old = WrongAnswers.objects.filter(until__lt=timezone.now() - timedelta(seconds=1))
        keys = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
        if keys:
            WrongAnswers.objects.filter(pk__in=keys).delete()
