"""Whether the storage of uploads can be used, where it is another machine's (S3).

Asked before the site starts: what is wrong in the settings ends the start with one line. A storage that is
only away for a moment does not: visitors need the texts more than the pictures.
"""

import logging
from typing import NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage

logger = logging.getLogger(__name__)


class Trouble(NamedTuple):
    """Why nothing can be stored, in one line, and whether only another setting helps."""

    line: str
    is_setting: bool


def trouble() -> Trouble | None:
    """Return what is the matter with the storage; None where all is well or it is a folder."""
    ask = getattr(default_storage, "trouble", None)
    return ask() if ask else None


def refuse_unusable(*, is_absence_refused: bool = False) -> None:
    """Make sure that uploads can be stored.

    Raises:
        ImproperlyConfigured: the settings lead nowhere, or, if asked for, the storage does not answer.
    """
    found = trouble()
    if found is None:
        return
    if found.is_setting or is_absence_refused:
        raise ImproperlyConfigured(found.line)
    logger.error("Started without storage of uploads: %s", found.line)
