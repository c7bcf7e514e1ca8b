"""Writes down how work ended, without ever being the reason that it fails."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, transaction

from astra_site.runs.models import Run

logger = logging.getLogger(__name__)


def note(name: str, message: str = "", *, is_well: bool = True) -> None:
    """Write down that `name` has ended, if there is a database that can hold it."""
    try:
        with transaction.atomic():
            Run.note(name, message, is_well=is_well)
    except DatabaseError:
        logger.exception("It could not be written down how %s ended", name)


@contextmanager
def noted(name: str) -> Iterator[None]:
    """Write down whether the work of the block ended well."""
    try:
        yield
    except Exception as error:
        note(name, " ".join(str(error).split()), is_well=False)
        raise
    note(name)
