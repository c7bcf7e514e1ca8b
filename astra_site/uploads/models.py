"""Pictures with a description in both languages for those who cannot see them."""

import secrets
from collections.abc import Iterable
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from astra_site.languages.fallback import plain
from astra_site.languages.source_language import SourceLanguageMixin
from astra_site.uploads.image_file import PictureFile


class SiteImage(SourceLanguageMixin, AbstractImage):
    """An uploaded picture. Decorative pictures have no description; all others need one."""

    alt_text = models.CharField(
        _("description"),
        max_length=250,
        blank=True,
        help_text=_("What a person who cannot see the picture needs to know. One sentence."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture adds nothing to the text; screen readers skip it."),
    )
    consent_note = models.TextField(
        _("consent of the people shown"),
        blank=True,
        help_text=_("Who can be recognised, and when and how they agreed. Never shown to visitors."),
    )

    admin_form_fields = (
        *(field for field in Image.admin_form_fields if field != "description"),
        "alt_text_sr_latn",
        "alt_text_en",
        "is_decorative",
        "consent_note",
    )

    translated_fields = ("alt_text",)
    counted = ngettext_lazy("%(number)s picture", "%(number)s pictures", "number")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    @property
    def default_alt_text(self) -> str:
        """Return the description in the page's language; never the name of a file, which says nothing."""
        return "" if self.is_decorative else plain(self, "alt_text")

    @property
    def lacks_description(self) -> bool:
        """Tell whether nobody has said in Serbian what it shows, nor that it shows nothing."""
        return not (self.is_decorative or self.alt_text_sr_latn)

    def renditions_made(self) -> "Iterable[Rendition]":
        """Return the copies that were made; a text has asked for those of all its pictures at once."""
        prefetched = getattr(self, "prefetched_renditions", None)
        return self.renditions.all() if prefetched is None else prefetched

    def clean(self) -> None:
        """Refuse a picture that is described and decorative at once."""
        super().clean()
        if self.is_decorative and (self.alt_text_sr_latn or self.alt_text_en):
            raise ValidationError(
                {"is_decorative": _("A decorative picture has no description. Remove one of them.")}
            )


# No field of our own: it would be saved after width and height, too late to set them.
SiteImage._meta.get_field("file").attr_class = PictureFile


class Rendition(AbstractRendition):
    """A rendition: a resized copy of a picture."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    @property
    def url(self) -> str:
        """Return its address at this site, which asks whether it is public; the storage has no say in it."""
        return reverse("picture", args=[self.file.name])

    def get_upload_to(self, filename: str) -> str:
        """Give it a name that nobody can guess, and that says nothing of what the picture was called."""
        return f"images/{secrets.token_hex(16)}{PurePath(filename).suffix}"
