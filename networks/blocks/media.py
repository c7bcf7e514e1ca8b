"""Blocks of pictures and files."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from astra_site.uploads.described import refuse_undescribed

GROUP = _("Pictures and files")


class PictureChooserBlock(ImageChooserBlock):
    """A picture, whose copies are asked for together with those of all others in the text."""

    def bulk_to_python(self, values: list[Any]) -> list[Any]:
        """Return the pictures with their copies, in two queries however many there are."""
        found = super().bulk_to_python(values)
        pictures = [picture for picture in found if picture is not None]
        prefetch_related_objects(pictures, Prefetch("renditions", to_attr="prefetched_renditions"))
        return found

    def clean(self, value: Any) -> Any:
        """Refuse a picture that says nothing to those who cannot see it; a draft may be incomplete."""
        picture = super().clean(value)
        if not self.is_deferred_validation:
            refuse_undescribed(picture)
        return picture


class ImageBlock(blocks.StructBlock):
    """A picture with a caption; its description belongs to the picture itself."""

    image = PictureChooserBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=200, required=False)

    class Meta:
        template = "blocks/image_block.html"
        icon = "image"
        group = GROUP
        label = _("Picture")
        description = _("A picture with a caption. What it shows is described at the picture itself.")
        preview_template = "blocks/image_block_preview.html"


class DocumentBlock(blocks.StructBlock):
    """A file to download, with its kind and size."""

    document = DocumentChooserBlock(label=_("File"))
    text = blocks.CharBlock(label=_("Text of the link"), max_length=160, required=False)

    class Meta:
        template = "blocks/document_block.html"
        icon = "doc-full"
        group = GROUP
        label = _("File")
        description = _("A file to download. Its kind and size are shown by themselves.")
        preview_template = "blocks/document_block_preview.html"
