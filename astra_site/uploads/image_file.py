"""The file of a picture, which is drawn anew on its way into the storage."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import WagtailImageFieldFile

from astra_site.uploads.reencoding import reencode


class PictureFile(WagtailImageFieldFile):
    """Stores only what was drawn anew, whichever code stores it: a form, an import, a view of Wagtail."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        """Store `content`; forms have drawn theirs already, to tell people what is wrong with it."""
        if not getattr(content, "is_drawn_anew", False):
            # With its name: a file without one counts as none, and its size is not read.
            content = ContentFile(reencode(content), name=name)
        super().save(name, content, save)
