"""What a session knows of its person: since when, whether by the second factor, and when she confirmed it.

It ends after half an hour in which nobody was at work, and after twelve hours in any case. What an open
form sends by itself is no work: signs of life, previews, automatic saves.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

_KEY = "staff"
# By what an owner came in on her own machine.
SKIPPED = "skipped"
# Seconds: a session is written once a minute and not for each request.
PRECISION = 60
_BY_ITSELF = {"ping", "release", "preview_on_add", "preview_on_edit", "workflow_preview", "preview",
              "wagtailadmin_block_preview", "wagtailadmin_sprite"}  # fmt: skip


def begin(session: SessionBase) -> None:
    """Note that somebody has given the right password; she is not in yet."""
    now = time.time()
    session[_KEY] = {"since": now, "seen": now}


def let_in(session: SessionBase, by: str) -> None:
    """Note that she has given the second factor, or `by` what else she may enter."""
    _write(session, by=by, confirmed=time.time())


def confirm(session: SessionBase) -> None:
    """Note that she has given her second factor again."""
    _write(session, confirmed=time.time())


def let_in_by(session: SessionBase) -> str:
    """Return what somebody came in with besides her password; empty while she is at the door."""
    return _read(session).get("by", "")


def is_let_in(session: SessionBase) -> bool:
    """Tell whether the session has the second factor."""
    return bool(let_in_by(session))


def is_over(session: SessionBase) -> bool:
    """Tell whether nobody was at work for too long, or somebody for too long at a stretch."""
    state, now = _read(session), time.time()
    # What lies in the future was noted by a wrong clock, and would hold until then.
    idle, age = abs(now - state.get("seen", 0)), abs(now - state.get("since", 0))
    return idle > settings.SESSION_COOKIE_AGE or age > settings.SESSION_LONGEST_AGE


def is_confirmed(session: SessionBase) -> bool:
    """Tell whether somebody has shown of late that it is she who is at work."""
    return abs(time.time() - _read(session).get("confirmed", 0)) <= settings.SESSION_CONFIRMED_AGE


def note_work(request: HttpRequest) -> None:
    """Note that somebody is at work, if a person did this and no open form by itself."""
    last = _read(request.session).get("seen", 0)
    if not is_by_itself(request) and time.time() - last >= PRECISION:
        _write(request.session, seen=time.time())


def is_by_itself(request: HttpRequest) -> bool:
    """Tell whether an open form has sent this without anybody's doing."""
    match = request.resolver_match
    is_automatic_save = request.method == "POST" and "application/json" in request.headers.get("Accept", "")
    return is_automatic_save or bool(match and match.url_name in _BY_ITSELF)


def _read(session: SessionBase) -> dict[str, Any]:
    return session.get(_KEY, {})


def _write(session: SessionBase, **values: Any) -> None:
    session[_KEY] = {**_read(session), **values}
