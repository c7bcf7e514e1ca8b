"""The environment as environs reads it: what cannot be used is an error of one line that names the variable.

Names that every host knows (SECRET_KEY, DATABASE_URL, …) stand alone; all others begin with ASTRA_,
so that a misspelt one is noticed instead of silently doing nothing.
"""

import base64
import binascii
import os
import zlib
from difflib import get_close_matches

from django.core.exceptions import ImproperlyConfigured
from environs import Env, ValidationError

PREFIX = "ASTRA_"
KNOWN = {
    "ASTRA_BACKUP_DAYS",
    "ASTRA_BACKUP_DIR",
    "ASTRA_BACKUP_KEY",
    "ASTRA_BEHIND_PROXY",
    "ASTRA_BIND",
    "ASTRA_CACHE_DIR",
    "ASTRA_EMAIL_FROM",
    "ASTRA_EMAIL_URL",
    "ASTRA_FACTOR_KEY",
    "ASTRA_HSTS_SECONDS",
    "ASTRA_HSTS_SUBDOMAINS",
    "ASTRA_MEDIA_ROOT",
    "ASTRA_METRICS_PORT",
    "ASTRA_S3_KEY",
    "ASTRA_S3_REGION",
    "ASTRA_S3_SECRET",
    "ASTRA_S3_URL",
    "ASTRA_SECOND_PERSON",
    "ASTRA_THREADS",
    "ASTRA_WORKERS",
}
SHORTEST_KEY = 50
BYTES_OF_A_FACTOR_KEY = 32
LEAST_DIFFERENT_BYTES = 16
# Random text does not get smaller by compression; a repeated or all too regular key does.
LEAST_COMPRESSED_KEY = 36
WEAK_WORDS = ("insecure", "changeme", "change-me", "secret-key", "password")

env = Env()


def hard_to_guess(key: str) -> None:
    """Take a secret key that is long and random.

    Raises:
        ValidationError: somebody could guess it.
    """
    is_regular = len(zlib.compress(key.encode())) < LEAST_COMPRESSED_KEY
    if len(key) < SHORTEST_KEY or is_regular or any(word in key.lower() for word in WEAK_WORDS):
        how = 'python -c "import secrets; print(secrets.token_urlsafe(50))"'
        raise ValidationError(f"short, or can be guessed; make one with {how}")


def encrypts(keys: list[str]) -> None:
    """Take the keys for the secrets of the second factor: 32 random bytes each, in base64.

    Raises:
        ValidationError: there is none, or one is no such key.
    """
    if not keys or not all(_is_random(key) for key in keys):
        raise ValidationError("must be 32 random bytes in base64; .env.example says how to make them")


def _is_random(key: str) -> bool:
    try:
        secret = base64.b64decode(key.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeError):
        return False
    different = len(set(secret)) >= LEAST_DIFFERENT_BYTES
    weak = any(word.encode() in secret for word in WEAK_WORDS)
    return len(secret) == BYTES_OF_A_FACTOR_KEY and different and not weak


def names_hosts(hosts: list[str]) -> None:
    """Take the names of this site.

    Raises:
        ValidationError: there is none, or every host is let in.
    """
    if not all(hosts) or not hosts or "*" in hosts:
        raise ValidationError("must be the names of this site, separated by commas, and not *")


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
