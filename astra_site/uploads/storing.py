"""Uploads on their way into the storage: their content replaced, and stored while the form is checked."""

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)
# The mixin stands before a form; to mypy it is one.
_Form: Any = object


def replace_content(upload: Any, content: bytes) -> None:
    """Put `content` in the place of what was uploaded, ready to be read from its beginning."""
    file = upload.file
    file.seek(0)
    file.truncate()
    file.write(content)
    file.flush()
    file.seek(0)
    upload.size = len(content)


class StoredWhenCheckedMixin(_Form):
    """A form with one `file`. Stored only after validation, the file would fail where no form can say so."""

    def _post_clean(self) -> None:
        super()._post_clean()
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
