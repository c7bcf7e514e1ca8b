"""Renditions: which copies of a picture pages show, and when they are made: at publish, never for a visitor.

A visitor's page asks only for copies that are there. One that could not be made leaves the page
without the picture.
"""

import logging
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, ForeignKey, Model
from wagtail.images.models import Picture
from wagtail.models import ReferenceIndex

from astra_site.tasks.progress import NO_PROGRESS, Progress, each
from astra_site.uploads.models import Rendition, SiteImage

logger = logging.getLogger(__name__)


class Size(NamedTuple):
    """One size of copies: how Wagtail calls it, and the largest that comes out."""

    spec: str
    width: int
    height: int | None = None

    def holds(self, image: SiteImage) -> bool:
        """Tell whether the whole picture fits, so that a larger size would be the same again."""
        return image.width <= self.width and (self.height is None or image.height <= self.height)


class Shape(NamedTuple):
    """How pictures look in one kind of place: sizes from small to large, and formats, newest first."""

    sizes: tuple[Size, ...]
    formats: tuple[str, ...]
    layout: str | None = None  # how wide the place is, for browsers to choose a size

    @property
    def specs(self) -> list[str]:
        """Return every copy that a template may ask for."""
        return [f"{size.spec}|format-{name}" for name in self.formats for size in self.sizes]

    def specs_for(self, image: SiteImage) -> list[str]:
        """Return the copies that `image` is large enough for."""
        sizes = [size for place, size in enumerate(self.sizes) if not self._is_enough(image, place)]
        return [f"{size.spec}|format-{name}" for name in self.formats for size in sizes]

    def _is_enough(self, image: SiteImage, place: int) -> bool:
        return any(size.holds(image) for size in self.sizes[:place])


# A logo stands still and may be transparent, so its last resort is PNG.
LOGO = Shape((Size("max-280x160", 280, 160), Size("max-560x320", 560, 320)), ("avif", "webp", "png"))
IN_TEXT = Shape(
    (Size("width-360", 360), Size("width-720", 720), Size("width-1280", 1280)),
    ("avif", "webp", "jpeg"),
    layout="(min-width: 43rem) 40rem, calc(100vw - 2rem)",
)


def picture(renditions: Iterable[Rendition], shape: Shape, attributes: dict[str, Any]) -> Picture | str:
    """Return the <picture> of the copies that are there; nothing without the last resort among them."""
    found = {rendition.filter_spec: rendition for rendition in renditions}
    chosen = {spec: found[spec] for spec in shape.specs if spec in found}
    last_resort = [rendition for spec, rendition in chosen.items() if spec.endswith(f"-{shape.formats[-1]}")]
    if not last_resort:
        return ""
    # A picture fills the width of its text as far as it goes; a logo has its size, in more dots or fewer.
    shown = last_resort[-1] if shape.layout else last_resort[0]
    size = {"width": shown.width, "height": shown.height, "sizes": shape.layout or f"{shown.width}px"}
    return Picture(chosen, {**size, "decoding": "async", **attributes})


def _keys_shown_by(thing: Model) -> Iterator[tuple[int, Shape]]:
    """Yield the keys of the pictures that `thing` shows: those of its texts in order, then its logo."""
    logos = []
    for field in thing._meta.get_fields():
        if not isinstance(field, Field):
            continue
        if isinstance(field, ForeignKey) and field.related_model is SiteImage:
            logos.append(getattr(thing, field.attname))
        elif hasattr(field, "extract_references") and not field.many_to_many:
            value = getattr(thing, field.attname)
            for model, pk, *_where in field.extract_references(value):
                if model is SiteImage:
                    yield int(pk), IN_TEXT
    yield from ((pk, LOGO) for pk in logos if pk)


def shown_by(thing: Model) -> Iterator[tuple[SiteImage, Shape]]:
    """Yield the pictures that the page of `thing` shows, each with its shape."""
    shown = dict.fromkeys(_keys_shown_by(thing))
    images = SiteImage.objects.in_bulk([pk for pk, _shape in shown])
    yield from ((images[pk], shape) for pk, shape in shown if pk in images)


def largest_rendition(thing: Model) -> Rendition | None:
    """Return the largest JPEG or PNG copy of the first picture of `thing` that has copies."""
    shown = list(_keys_shown_by(thing))
    found = Rendition.objects.filter(image_id__in={pk for pk, _shape in shown}).select_related("image")
    made = list(found)
    for pk, shape in shown:
        specs = [f"{size.spec}|format-{shape.formats[-1]}" for size in shape.sizes]
        readable = [
            rendition for rendition in made if rendition.image_id == pk and rendition.filter_spec in specs
        ]
        if readable:
            return max(readable, key=lambda rendition: rendition.width)
    return None


def lacks_copies(image: SiteImage, shape: Shape) -> bool:
    """Tell whether any copy of `image` is still to be made."""
    wanted = set(shape.specs_for(image))
    return image.renditions.filter(filter_spec__in=wanted).count() < len(wanted)


def make(image: SiteImage, shape: Shape, *, only_last_resort: bool = False) -> None:
    """Make the copies of `image` that are not there yet; what cannot be made is logged.

    With `only_last_resort` those that every browser shows and that are drawn fast, for a preview.
    """
    for spec in shape.specs_for(image):
        if only_last_resort and not spec.endswith(f"-{shape.formats[-1]}"):
            continue
        try:
            image.get_rendition(spec)
        except Exception:  # a full disk, a lost file, a picture that an encoder refuses: show the rest
            logger.exception("No rendition %s of picture %s", spec, image.pk)


def make_shown_by(thing: Model) -> None:
    """Make the copies that the page of `thing` asks for."""
    for image, shape in shown_by(thing):
        make(image, shape)


def is_shown(image: SiteImage) -> bool:
    """Tell whether anything shows `image`."""
    return ReferenceIndex.get_references_to(image).exists()


def make_where_used(image: SiteImage, progress: Progress = NO_PROGRESS) -> None:
    """Make the copies of `image`, whose file is new, for all that is published and shows it."""
    users = list(ReferenceIndex.get_grouped_references_to(image))
    for thing, _references in each(progress, users, len(users)):
        if getattr(thing, "live", False):
            # Pages come as the base of all pages, which has no pictures.
            make_shown_by(getattr(thing, "specific", thing))


def make_missing(progress: Progress = NO_PROGRESS) -> None:
    """Make all copies that published pages ask for: after a restore, or when this list has changed."""
    kind = ContentType.objects.get_for_model(SiteImage)
    used = ReferenceIndex.objects.filter(to_content_type=kind).values_list("to_object_id", flat=True)
    images = SiteImage.objects.filter(pk__in={int(pk) for pk in used})
    for image in each(progress, images, len(images), "Pictures"):
        make_where_used(image)
