"""Draws an uploaded picture anew, so that nothing of its file is kept but what is seen.

Cameras and programs write into a picture where and when it was taken, by whom and with what; and a
file may carry another one behind its picture. What leaves here has pixels, a colour profile and the
times of an animation, and no more.
"""

from io import BytesIO
from typing import IO, Any, NamedTuple

from django.conf import settings
from PIL import Image, ImageCms, ImageOps, ImageSequence

MOST_PIXELS = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
# A JPEG is read at a part of its size, the others only whole: a second of work for so many.
MOST_PIXELS_READ_WHOLE = 12_000_000
MOST_FRAMES = 100
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
DOCUMENT_FORMATS = (*FORMATS, "TIFF", "BMP", "JPEG2000")
# Pixels. Half as much again as the widest rendition, which is made from what is kept; a telephone's fifty
# megapixels would take seconds to draw, in the request of whoever uploads them.
LONGEST_SIDE = 1920
# As good as nobody sees a difference, and as fast as that can be had.
SAVED_WITH: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 2},
    "GIF": {},
    "WEBP": {"quality": 90, "method": 2},
    "AVIF": {"quality": 85, "speed": 10},
    # Only in documents.
    "TIFF": {"compression": "tiff_lzw"},
    "BMP": {},
    "JPEG2000": {"quality_mode": "rates", "quality_layers": [10]},
}
# Each frame that is kept is a whole picture, so what the frame before it left is cleared away.
ANIMATED_WITH: dict[str, dict[str, Any]] = {
    "PNG": {"disposal": 1, "blend": 0},
    "GIF": {"disposal": 2},
    "WEBP": {},
    "AVIF": {},
}


class UnreadablePicture(Exception):
    """The file is no picture of these formats, or a damaged one."""


class TooLargePicture(Exception):
    """The picture has more frames or pixels than is wise to draw."""


class _Frame(NamedTuple):
    """One picture of an animation, or the only one."""

    image: Image.Image
    duration: float


def reencode(source: IO[bytes], formats: tuple[str, ...] = FORMATS) -> bytes:
    """Return the picture in `source` drawn anew, in the one of `formats` that it has.

    Raises:
        UnreadablePicture: it cannot be read to its end.
        TooLargePicture: it has too many frames, or too many pixels in all of them.
    """
    try:
        source.seek(0)
        with Image.open(source, formats=formats) as picture:
            return _drawn_anew(picture)
    except TooLargePicture:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooLargePicture from error
    except Exception as error:  # damage shows as a dozen kinds of errors, down to struct.error and IndexError
        raise UnreadablePicture from error


def _drawn_anew(picture: Image.Image) -> bytes:
    # A telephone's JPEG may hold a second, smaller picture or one for depth: MPO.
    name = "JPEG" if picture.format == "MPO" else str(picture.format)
    profile = _profile(picture)
    frames = _frames(picture, most=MOST_FRAMES if name in ANIMATED_WITH else 1)
    if frames[0].image.mode == "CMYK":
        frames = [_Frame(_as_rgb(frames[0].image, profile), 0)]
        profile = None
    options = dict(SAVED_WITH[name])
    if profile:
        options["icc_profile"] = profile
    if len(frames) > 1:
        options |= {
            "save_all": True,
            "append_images": [frame.image for frame in frames[1:]],
            "duration": [frame.duration for frame in frames],
            **ANIMATED_WITH[name],
        }
        if "loop" in picture.info:
            options["loop"] = picture.info["loop"]
    drawn = BytesIO()
    frames[0].image.save(drawn, name, **options)
    return drawn.getvalue()


def _frames(picture: Image.Image, most: int) -> list[_Frame]:
    """Return the frames upright and without their tags; a JPEG has one.

    The pixels are counted before they are drawn: twelve kilobytes can hold a hundred megapixels.
    """
    pixels = picture.width * picture.height
    most_pixels = MOST_PIXELS if most == 1 else MOST_PIXELS_READ_WHOLE
    frames: list[_Frame] = []
    for number, frame in enumerate(ImageSequence.Iterator(picture), start=1):
        if number > most and most == 1:
            break
        if number > most or number * pixels > most_pixels:
            raise TooLargePicture
        if most == 1:
            # A JPEG is read at half, a quarter or an eighth of its size where that is enough.
            frame.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        frame.load()
        duration = frame.info.get("duration", 0)
        frames.append(_Frame(_upright(frame), duration))
    return frames


def _upright(frame: Image.Image) -> Image.Image:
    """Return a copy of `frame` as it is to be seen, with nothing written beside the pixels."""
    copy = ImageOps.exif_transpose(frame)
    if max(copy.size) > LONGEST_SIDE:
        # Between two colours of a palette there is nothing to shrink to.
        if copy.mode in {"P", "1"}:
            copy = copy.convert("RGBA" if "transparency" in copy.info else "RGB")
        copy.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=1.5)
    if copy.mode.startswith("I"):
        # Sixteen bits a point, as scanners make: nothing else than PNG could show a copy of it.
        copy = copy.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    # Comments, XMP and more are in `info`, from where Pillow would write them again.
    copy.info = {key: value for key, value in copy.info.items() if key == "transparency"}
    return copy


def _profile(picture: Image.Image) -> bytes | None:
    """Return the colour profile, unless nothing could read it."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        ImageCms.ImageCmsProfile(BytesIO(profile))
    except (OSError, ImageCms.PyCMSError):
        return None
    return profile


def _as_rgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in printer's colours as screens show it."""
    if not profile:
        return image.convert("RGB")
    return ImageCms.profileToProfile(  # type: ignore[return-value]
        image,
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        outputMode="RGB",
    )
