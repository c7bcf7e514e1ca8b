"""The form of a document."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.forms import FileField
from django.utils.translation import gettext_lazy as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm

from astra_site.uploads.document_cleaning import CLEANERS, TooLargeDocument, UnreadableDocument, cleaned
from astra_site.uploads.replacing import ReplacedByPublishersMixin
from astra_site.uploads.storing import StoredWhenCheckedMixin, replace_content

_OF_A_PART = _(
    "The part “%(part)s” of this document cannot be cleaned of what tells who made it, or it fetches "
    "something from elsewhere. Drawings (EMF, WMF, SVG) can be put in again as PNG. Often it helps to save "
    "it as PDF."
)


class DocumentFormField(WagtailDocumentField):
    """Takes documents of a few kinds, and leaves in the file nothing of who wrote it.

    The upload itself is written anew, as astra_site.uploads.image_form does it and for the same reason.
    """

    def to_python(self, data: Any) -> Any:
        """Return the upload without its author.

        Raises:
            ValidationError: it is too large, of another kind than its name says, or damaged.
        """
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        FileExtensionValidator(sorted(CLEANERS))(upload)
        super().to_python(upload)
        try:
            _clean(upload)
        except TooLargeDocument as error:
            message = _("Unpacked, this document or a picture in it is too large, or it has too many parts.")
            raise ValidationError(message, code="too_large") from error
        except UnreadableDocument as error:
            if error.part:
                raise ValidationError(_OF_A_PART, code="part", params={"part": error.part}) from error
            message = _(
                "This document cannot be read, or not cleaned. It may be damaged, locked with a password, "
                "hold macros, films or parts that are fetched from elsewhere, or be of another kind than its "
                "name says. Often it helps to save it as PDF."
            )
            raise ValidationError(message, code="unreadable") from error
        return upload


def _clean(upload: Any) -> None:
    upload.seek(0)
    replace_content(upload, cleaned(upload.read(), Path(upload.name).suffix.lower().removeprefix(".")))


class DocumentForm(StoredWhenCheckedMixin, ReplacedByPublishersMixin, BaseDocumentForm):
    """Cleans what is uploaded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        person = kwargs.get("user")
        super().__init__(*args, **kwargs)
        # Wagtail decides on the class of this field alone, whatever the model says.
        file = self.fields.get("file")
        if file is not None:
            self.fields["file"] = DocumentFormField(
                label=file.label, required=file.required, widget=file.widget
            )
        self.keep_used_file(person)
