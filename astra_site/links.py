"""Which addresses a link may have, wherever staff write it: in a field, a block, a text or a file."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

# Without a host of their own.
_OF_PROGRAMS = {"mailto", "tel"}
_OF_SITES = {"http", "https"}


def is_allowed(url: str) -> bool:
    """Tell whether a link may lead there: to a page of this site, another site, a mail or a call.

    No name and no password before the host: `https://astra.rs@evil.example/` leads to evil.example.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # Browsers read \ as /, leave out line ends, and take /// for //.
    if not url.isprintable() or "\\" in url or url != url.strip():
        return False
    if parts.scheme in _OF_SITES:
        return bool(parts.hostname) and "@" not in parts.netloc
    if parts.scheme in _OF_PROGRAMS:
        return bool(parts.path) and not parts.netloc
    return url.startswith(("/", "#")) and not url.startswith("//")


def validate_link(url: str) -> None:
    """Refuse an address that no link may have.

    Raises:
        ValidationError: with what it may be.
    """
    if not is_allowed(url):
        message = _(
            "A link may lead to an address that begins with https or http and holds no name and no password."
        )
        raise ValidationError(message, code="link")


class LinkField(models.URLField):
    """The address of another site. Django's own field takes ftp and passwords too."""

    default_validators = [*models.URLField.default_validators, validate_link]

    def deconstruct(self) -> Any:
        """Be Django's own field in migrations: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
