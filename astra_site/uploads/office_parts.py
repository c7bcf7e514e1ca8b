"""What may stand in an office document: text, pictures that are drawn anew, fonts. All else is refused.

A list of what may not would have to know each format that a program can put into a document, and what a
drawing (EMF, WMF, SVG) carries: its author, a photograph with its place, a script.
"""

import re
from io import BytesIO
from typing import Protocol

from PIL import Image

from astra_site.uploads import office_links
from astra_site.uploads.reencoding import DOCUMENT_FORMATS, reencode

PICTURE = re.compile(
    rb"\xff\xd8\xff|\x89PNG|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftypavi[fs]|BM....\0\0\0\0"
    rb"|\0\0\0\x0cjP  |\xff\x4f\xff\x51",
    re.DOTALL,
)
_FONTS = {"odttf", "fntdata", "ttf", "otf"}
_KIND = re.compile(rb"[\w./+-]{,100}\s*")
_TEXTS = {"xml", "rels", "vml", "rdf", "psmdcp"}
_PROPERTIES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OF_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
# Parts that tell of people and programs, by their names or by how they begin, and what takes their place: the
# others refer to them. An object in a document has its own; some programs have names of their own for them.
_TELLING = {
    r"(?:.+/)?core\.xml": (
        rb"<(?:[\w.-]+:)?coreProperties\b",
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    ),
    r"docProps/app\.xml": (
        rb"<Properties\b[^>]*/extended-?[pP]roperties\b",
        f'<Properties xmlns="{_OF_OFFICE}/extended-properties"/>',
    ),
    r"docProps/custom\.xml": (
        rb"<Properties\b[^>]*/custom-?[pP]roperties\b",
        f'<Properties xmlns="{_OF_OFFICE}/custom-properties"/>',
    ),
    r"(?:.+/)?meta\.xml": (
        rb"<(?:[\w.-]+:)?document-meta\b",
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' office:version="1.3"/>',
    ),
}
_BEGINNING = 4096
_ENCODING = re.compile(rb"""^<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)""")
_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}
# A drawing, a page of the web, a photograph in letters, an abbreviation that grows, a list from elsewhere.
_NO_TEXT = re.compile(
    rb"<(?:[\w.-]+:)?(?:svg|html|binary-data)(?=[\s/>])|<!ENTITY|<!DOCTYPE[^>]*(?:\[|://)", re.IGNORECASE
)
# A picture of the first page, of a chart that each program draws itself; where lines were broken; rubbish.
_LEFT_OUT = re.compile(
    r"docProps/thumbnail\.\w+|ObjectReplacements/.+|layout-cache|\[trash\]/.+", re.IGNORECASE
)
_PRINTER = re.compile(r"(?:xl|ppt|word)/printerSettings/[\w.-]+\.bin", re.IGNORECASE)
# Where parts are listed: what was left out is not named there.
LISTS = ("_rels/.rels", "META-INF/manifest.xml")


class UnreadableDocument(Exception):
    """It is damaged, locked, or not of the kind that its name says; or `part` of it cannot be cleaned."""

    def __init__(self, part: str = "") -> None:
        super().__init__(part)
        self.part = part


class Room(Protocol):
    """Counts what is drawn."""

    def take(self, size: int = 0, pixels: int = 0) -> None:
        """Use some of it."""


def cleaned_part(name: str, content: bytes, room: Room) -> bytes | None:
    """Return what is kept of a part, or nothing where it is left out.

    Raises:
        UnreadableDocument: it may not stand in a document.
    """
    suffix = name.rpartition(".")[2].lower()
    if PICTURE.match(content):
        return _drawn(content, room)
    if _LEFT_OUT.fullmatch(name):
        return None
    is_kind = name == "mimetype" and _KIND.fullmatch(content)
    if not content or suffix in _FONTS or is_kind:
        return content
    if _PRINTER.fullmatch(name):
        # Others name it, so it stays; which printer it was does not.
        return bytes(len(content))
    if suffix not in _TEXTS:
        raise UnreadableDocument(name)
    return _cleaned_text(name, suffix, content)


def without_names(content: bytes, left_out: set[str]) -> bytes:
    """Return a list of parts without those that were left out."""
    for name in left_out:
        content = re.sub(rb"<[^<>]*[\"']/?%b[\"'][^<>]*/>" % re.escape(name.encode()), b"", content)
    return content


def _drawn(content: bytes, room: Room) -> bytes:
    with Image.open(BytesIO(content), formats=DOCUMENT_FORMATS) as picture:
        room.take(pixels=picture.width * picture.height)
    return reencode(BytesIO(content), DOCUMENT_FORMATS)


def _cleaned_text(name: str, suffix: str, content: bytes) -> bytes:
    text = _as_utf_8(name, content)
    for called, (begins, bare) in _TELLING.items():
        if re.fullmatch(called, name) or re.search(begins, text[:_BEGINNING]):
            return (_PROPERTIES + bare).encode()
    if not text.startswith(b"<") or _NO_TEXT.search(text) or office_links.starts_something(text):
        raise UnreadableDocument(name)
    if suffix == "rels":
        if office_links.is_fetched_from_elsewhere(text):
            raise UnreadableDocument(name)
        return office_links.of_relationships(text)
    return office_links.of_text(text)


def _as_utf_8(name: str, content: bytes) -> bytes:
    """Return a text in the encoding in which it can be searched.

    Raises:
        UnreadableDocument: it is in none that these documents may have.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16").encode()
        content = re.sub(rb"(?i)(<\?xml[^>]*\sencoding\s*=\s*[\"'])utf-16", rb"\1UTF-8", content, count=1)
    text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    said = _ENCODING.match(text)
    if b"\0" in text or (said and said[1].lower() not in _ENCODINGS):
        raise UnreadableDocument(name)
    return text
