"""Small pictures as cameras and programs make them, with all that they write beside the pixels."""

from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
IN_DOCUMENTS = {"tif": "TIFF", "bmp": "BMP", "jp2": "JPEG2000"}
# What must not be found in any file that is kept.
TRACES = (b"Fotografkinja", b"Kamera9", b"GPS-44.81", b"PK\x03\x04", b"<script>", b"adobe:ns:meta")
BEHIND = b"PK\x03\x04" + b"<script>alert(1)</script>"
ORIENTATION, MAKER, ARTIST, GPS = 0x0112, 0x010F, 0x013B, 0x8825
ON_ITS_SIDE = 6


@cache
def profile() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def tags(orientation: int = 1) -> Image.Exif:
    """Return where, by whom and with what a picture was taken."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Kamera9"
    exif[ARTIST] = "Fotografkinja"
    exif[GPS] = {1: "N", 2: (44.0, 49.0, 0.0), 29: "GPS-44.81"}
    return exif


def drawing(size: tuple[int, int] = (24, 16), mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is dark and whose right half is light."""
    image = Image.new("RGB", size, "white")
    image.paste((30, 60, 90), (0, 0, size[0] // 2, size[1]))
    return image.convert(mode)


def saved(image: Image.Image, extension: str, **options: Any) -> bytes:
    """Return the file of `image`."""
    file = BytesIO()
    image.save(file, (FORMATS | IN_DOCUMENTS)[extension], **options)
    return file.getvalue()


def telltale(extension: str, orientation: int = 1) -> bytes:
    """Return a picture with everything in its file that must not stay there."""
    written: dict[str, Any] = {"exif": tags(orientation), "icc_profile": profile()}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Fotografkinja</dc:creator></x:xmpmeta>'
    if extension == "tif":
        written["exif"] = tags(orientation).tobytes()
    if extension in {"jpg", "webp", "avif"}:
        written["xmp"] = xmp
    if extension in {"jpg", "gif", "jp2"}:
        written["comment"] = b"Fotografkinja"
    if extension == "png":
        written["pnginfo"] = PngImagePlugin.PngInfo()
        written["pnginfo"].add_text("Author", "Fotografkinja")
        written["pnginfo"].add_itxt("XML:com.adobe.xmp", xmp.decode())
    return saved(drawing(), extension, **written) + BEHIND


def animation(extension: str, frames: int = 3, size: tuple[int, int] = (8, 8)) -> bytes:
    """Return a picture that moves."""
    pictures = [Image.new("RGB", size, (40 * (n % 6), 90, 255 - 2 * n)) for n in range(frames)]
    return saved(
        pictures[0], extension, save_all=True, append_images=pictures[1:], duration=[80] * frames, loop=0
    )


def opened(data: bytes) -> Image.Image:
    """Return the picture in `data`, read to its end."""
    image = Image.open(BytesIO(data))
    image.load()
    return image
