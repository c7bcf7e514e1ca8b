"""Stores an upload while its form is checked, so that a full disk is an error of the form."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class StoredWhenCheckedMixin:
    """A form with one `file`. Stored only after validation, the file would fail where no form can say so."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        form: Any = self
        if form.errors or "file" not in form.changed_data:
            return
        try:
            _store(form.instance)
        except OSError:
            logger.exception("An upload could not be stored")
            message = _(
                "The file could not be stored: there is no room for it. Please tell whoever runs the site."
            )
            form.add_error("file", ValidationError(message, code="not_stored"))


def _store(instance: Any) -> None:
    """Store the file that `instance` was given; what a full disk has kept of it is removed.

    Raises:
        OSError: it could not be stored.
    """
    file = instance.file
    storage = file.storage
    name = storage.get_available_name(file.field.generate_filename(instance, file.name))
    try:
        file.save(name.rpartition("/")[2], file.file, save=False)
    except OSError:
        storage.delete(name)
        raise
