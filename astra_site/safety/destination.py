"""Where the exit leads.

The answer must never fail and never be missing: it stands on every page, error pages included.
"""

import logging
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest

from astra_site.pages.sites import settings_of, site_of
from astra_site.safety.models import SafetySettings

logger = logging.getLogger(__name__)

# Opened by everyone everywhere, so it says nothing of this site in a history or on a screen.
NEUTRAL = "https://www.wikipedia.org/"

# The last destination read per site, for the moment when the database does not answer.
_last_known: dict[int, str] = {}


def exit_destination(request: HttpRequest) -> str:
    """Return the address to which the exit of `request`'s site leads."""
    if not hasattr(request, "_exit_destination"):
        vars(request)["_exit_destination"] = _read(request)
    return vars(request)["_exit_destination"]


def remembered_exit_destination() -> str:
    """Return the last known destination without a question to the database, which may be gone."""
    return next(iter(_last_known.values()), NEUTRAL)


def _read(request: HttpRequest) -> str:
    try:
        site = site_of(request)
        if site is None:
            return NEUTRAL
        stored = _stored(request)
    except (DatabaseError, DisallowedHost):
        # Without the address of the request: the log must not tell who wanted to leave which page.
        logger.warning("The exit's destination cannot be read; the last known one is used")
        return remembered_exit_destination()
    destination = _usable(stored)
    # What is looked at before it is saved leads no visitor anywhere.
    if not getattr(request, "is_preview", False):
        _last_known[site.pk] = destination
    return destination


def _stored(request: HttpRequest) -> str:
    settings = settings_of(request, SafetySettings)
    return settings.exit_destination if settings else ""


def _usable(stored: str) -> str:
    """Return `stored` if a browser can open it, else the neutral destination."""
    return stored if urlsplit(stored).scheme in {"http", "https"} else NEUTRAL
