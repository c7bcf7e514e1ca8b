"""Reads settings from environment variables. What cannot be understood stops the start.

Names that every host knows (SECRET_KEY, DATABASE_URL, …) stand alone; all others begin with ASTRA_,
so that a misspelt one is noticed instead of silently doing nothing.
"""

import os
import zlib
from difflib import get_close_matches
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "ASTRA_"
KNOWN = {
    "ASTRA_BEHIND_PROXY",
    "ASTRA_BIND",
    "ASTRA_EMAIL_FROM",
    "ASTRA_EMAIL_URL",
    "ASTRA_HSTS_SECONDS",
    "ASTRA_HSTS_SUBDOMAINS",
    "ASTRA_MEDIA_ROOT",
    "ASTRA_THREADS",
    "ASTRA_WORKERS",
}
ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
SHORTEST_KEY = 50
# Random text does not get smaller by compression; a repeated or all too regular key does.
LEAST_COMPRESSED_KEY = 36
WEAK_WORDS = ("insecure", "changeme", "change-me", "secret-key", "password")


def text(name: str, default: str = "") -> str:
    """Return the variable `name` without surrounding space."""
    return os.environ.get(name, default).strip()


def required(name: str, form: str) -> str:
    """Return the variable `name`.

    Raises:
        ImproperlyConfigured: it is missing or empty; `form` tells what it looks like.
    """
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {form}")
    return value


def yes_or_no(name: str, default: bool = False) -> bool:
    """Return the variable `name` as a yes or no.

    Raises:
        ImproperlyConfigured: it is neither.
    """
    value = text(name)
    if not value:
        return default
    if value.lower() not in ANSWERS:
        raise ImproperlyConfigured(f"{name}={value} is neither yes nor no")
    return ANSWERS[value.lower()]


def whole_number(name: str, default: int, least: int = 0) -> int:
    """Return the variable `name` as a whole number.

    Raises:
        ImproperlyConfigured: it is none, or less than `least`.
    """
    value = text(name) or str(default)
    if not (value.isascii() and value.isdigit()) or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value} is no whole number from {least} on")
    return int(value)


def secret_key() -> str:
    """Return SECRET_KEY.

    Raises:
        ImproperlyConfigured: it is missing, or somebody could guess it.
    """
    how = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'
    key = required("SECRET_KEY", f"make one with {how}")
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY is shorter than {SHORTEST_KEY} characters: make one with {how}"
        )
    is_regular = len(zlib.compress(key.encode())) < LEAST_COMPRESSED_KEY
    if is_regular or any(word in key.lower() for word in WEAK_WORDS):
        raise ImproperlyConfigured(f"SECRET_KEY can be guessed: make one with {how}")
    return key


def allowed_hosts() -> list[str]:
    """Return ALLOWED_HOSTS, separated by commas.

    Raises:
        ImproperlyConfigured: it is empty or lets every host in.
    """
    value = required("ALLOWED_HOSTS", "the names of this site, separated by commas")
    hosts = [host.strip() for host in value.split(",") if host.strip()]
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site, and not *")
    return hosts


def site_url(hosts: list[str]) -> str:
    """Return SITE_URL, the address under which people know the site, without a slash at its end.

    Raises:
        ImproperlyConfigured: it is missing, not https, or names a host that `hosts` leaves out.
    """
    url = required("SITE_URL", "https://mreze.example.org").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.path:
        raise ImproperlyConfigured(f"SITE_URL={url} must be https:// and a host, and nothing after it")
    names = [
        parts.hostname,
        *("." + parts.hostname.split(".", n)[n] for n in range(parts.hostname.count("."))),
    ]
    if not set(names) & set(hosts):
        raise ImproperlyConfigured(f"SITE_URL names {parts.hostname}, which ALLOWED_HOSTS does not have")
    return url


def refuse_unknown() -> None:
    """Make sure that every ASTRA_ variable means something.

    Raises:
        ImproperlyConfigured: one does not.
    """
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in KNOWN:
            near = get_close_matches(name, KNOWN, n=1)
            hint = f"did you mean {near[0]}?" if near else "docs/operations.md lists what there is"
            raise ImproperlyConfigured(f"{name} is no setting; {hint}")
