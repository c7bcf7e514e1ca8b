"""Pictures in what visitors see: each says in Serbian what it shows, or that it only decorates."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from astra_site.uploads.models import SiteImage

_Form: Any = object  # WagtailAdminModelForm, with which it is mixed

UNDESCRIBED = _(
    "This picture has no description in Serbian, and people who cannot see it would hear nothing. "
    "Open it under Images, describe it or mark it as decorative, then publish."
)


def refuse_undescribed(picture: SiteImage | None) -> None:
    """Refuse a picture that says nothing.

    Raises:
        ValidationError: with what to do.
    """
    if picture is not None and picture.lacks_description:
        raise ValidationError(UNDESCRIBED, code="undescribed")


class DescribedPicturesMixin(_Form):
    """A form whose own pictures, such as a logo, must say what they show. A draft may be incomplete."""

    def clean(self) -> dict[str, Any]:
        """Refuse at the field."""
        cleaned = super().clean()
        if not self.is_deferred_validation:
            for name, value in list((cleaned or {}).items()):
                if isinstance(value, SiteImage) and value.lacks_description:
                    self.add_error(name, ValidationError(UNDESCRIBED, code="undescribed"))
        return cleaned
