"""Where uploads are stored: a folder, or S3-compatible storage if ASTRA_S3_URL names one."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import ValidationError

from astra_site.settings.environment import WEAK_WORDS, env

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
FORM = "https://HOST/BUCKET"
SHORTEST_SECRET = 16
LEAST_DIFFERENT_CHARACTERS = 8
# Of test servers whose default it is.
KNOWN_TO_ALL = ("minioadmin", "minio123")
OTHERS = ("ASTRA_S3_KEY", "ASTRA_S3_SECRET", "ASTRA_S3_REGION")


def from_environment() -> dict[str, Any]:
    """Return Django's entry of the storage of uploads.

    Raises:
        ImproperlyConfigured: half of it is set, or the address cannot be one.
    """
    address = env.str("ASTRA_S3_URL", "").strip()
    if not address:
        if left := [name for name in OTHERS if env.str(name, "")]:
            raise ImproperlyConfigured(f"{left[0]} is set and ASTRA_S3_URL is not: it must be {FORM}")
        return FOLDER
    endpoint, bucket = _parts(address)
    return {
        "BACKEND": "astra_site.uploads.s3_storage.S3Storage",
        "OPTIONS": {
            "endpoint_url": endpoint,
            "bucket_name": bucket,
            "access_key": env.str("ASTRA_S3_KEY", validate=_is_given),
            "secret_key": env.str("ASTRA_S3_SECRET", validate=_hard_to_guess),
            "region_name": env.str("ASTRA_S3_REGION", "us-east-1"),
        },
    }


def _parts(address: str) -> tuple[str, str]:
    try:
        url = urlsplit(address)
        is_whole = url.scheme == "https" and bool(url.hostname) and url.port != 0
    except ValueError:
        is_whole = False
    bucket = url.path.strip("/") if is_whole else ""
    if not bucket or "/" in bucket or url.query or url.username:
        raise ImproperlyConfigured(f"ASTRA_S3_URL must be {FORM}")
    return f"https://{url.netloc}", bucket


def _is_given(key: str) -> None:
    if not key.strip():
        raise ValidationError("is needed with ASTRA_S3_URL")


def _hard_to_guess(secret: str) -> None:
    weak = any(word in secret.lower() for word in (*WEAK_WORDS, *KNOWN_TO_ALL))
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < LEAST_DIFFERENT_CHARACTERS or weak:
        raise ValidationError("short, or can be guessed: let the storage make one")
