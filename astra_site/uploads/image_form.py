"""The form of a picture."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import FileField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from astra_site import languages
from astra_site.editing.field_rights import FieldRightsMixin
from astra_site.languages.language_labels import in_language
from astra_site.uploads.described import UNDESCRIBED
from astra_site.uploads.reencoding import (
    MOST_FRAMES,
    MOST_PIXELS,
    MOST_PIXELS_READ_WHOLE,
    TooLargePicture,
    UnreadablePicture,
    reencode,
)
from astra_site.uploads.replacing import ReplacedByPublishersMixin
from astra_site.uploads.storing import StoredWhenCheckedMixin, replace_content


class PictureFormField(WagtailImageField):
    """Takes a picture that can be drawn, and leaves nothing in its file but what is seen.

    The upload itself is written anew, so that whatever Wagtail does with it next keeps no tags: it
    also stores an upload whose other fields are still to be filled in.
    """

    def to_python(self, data: Any) -> Any:
        """Return the upload, drawn anew.

        Wagtail's own checks come last, on what was drawn: they draw a picture before they count its pixels.

        Raises:
            ValidationError: it is too large, of another format, or damaged.
        """
        upload: Any = FileField.to_python(self, data)
        if upload is None:
            return None
        self.run_validators(upload)
        self.check_image_file_size(upload)
        try:
            _draw_anew(upload)
            return super().to_python(upload)
        except ValidationError:
            raise
        except TooLargePicture as error:
            message = _(
                "This picture is too large. A JPEG may have %(jpeg)s million pixels, any other kind"
                " %(other)s million in all its frames together, and %(frames)s frames."
                " Save a large photograph as a JPEG."
            )
            limits = {
                "jpeg": MOST_PIXELS // 1_000_000,
                "other": MOST_PIXELS_READ_WHOLE // 1_000_000,
                "frames": MOST_FRAMES,
            }
            raise ValidationError(message, code="too_large", params=limits) from error
        except UnreadablePicture as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


def _draw_anew(upload: Any) -> None:
    replace_content(upload, reencode(upload))
    upload.is_drawn_anew = True


class SiteImageForm(StoredWhenCheckedMixin, ReplacedByPublishersMixin, FieldRightsMixin, BaseImageForm):
    """Draws uploads anew, and says at each description in which language it is.

    Those who only translate get the English description alone, with the Serbian one to read.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.for_user = kwargs.get("user")
        # Pictures have no rows.
        self.formsets: dict[str, Any] = {}
        super().__init__(*args, **kwargs)
        # Wagtail decides on the class of this field alone, whatever the model says.
        file = self.fields.get("file")
        if file is not None:
            self.fields["file"] = PictureFormField(
                label=file.label, required=file.required, widget=file.widget
            )
        self.keep_used_file(self.for_user)
        verbose_name = self.instance._meta.get_field("alt_text").verbose_name
        for language in languages.CODES:
            field = self.fields.get(languages.column(self.instance, "alt_text", language))
            if field is not None:
                field.label = in_language(capfirst(str(verbose_name)), language)
                field.widget.attrs.update(lang=languages.html_code(language), spellcheck="true")
        if "alt_text_sr_latn" not in self.fields and "alt_text_en" in self.fields:
            self.fields["alt_text_en"].help_text = self._serbian()

    def clean(self) -> dict[str, Any]:
        """Leave the description to what shows the picture: pages would fall silent at once."""
        cleaned: dict[str, Any] = super().clean()
        is_asked = {"alt_text_sr_latn", "is_decorative"} <= set(self.fields)
        is_said = cleaned.get("alt_text_sr_latn") or cleaned.get("is_decorative")
        if is_asked and not is_said and self.is_of_something_used:
            self.add_error("alt_text_sr_latn", ValidationError(UNDESCRIBED, code="undescribed"))
        return cleaned

    def _serbian(self) -> str:
        text = self.instance.alt_text_sr_latn
        return str(
            _("In Serbian: “%(text)s”") % {"text": text} if text else _("There is no Serbian description.")
        )
