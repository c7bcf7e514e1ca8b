"""Takes out of an uploaded document who wrote it and with what, and refuses what is not what its name says.

PDF: `pdf_cleaning`. Office documents are ZIP archives in which it stands in files of its own, and in the
pictures, which are drawn anew. What somebody wrote into the text, comments and tracked changes too, stays.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image

from astra_site.uploads.office_parts import LISTS, UnreadableDocument, cleaned_part, without_names
from astra_site.uploads.pdf_cleaning import cleaned_pdf
from astra_site.uploads.reencoding import TooLargePicture

MOST_UNPACKED = 100 * 1024 * 1024
MOST_ENTRIES = 2000
MOST_PIXELS = 200_000_000
CHUNK = 64 * 1024

# The folder or file without which an archive is not of this kind.
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# Programs inside a document, and what asks others for data.
MACROS = (
    "vbaProject.bin", "Basic/", "Scripts/", "activeX/", "oleObject", "xl/externalLinks/", "xl/connections",
)  # fmt: skip


class TooLargeDocument(Exception):
    """Unpacked, the document is larger than is wise to open."""


def cleaned(data: bytes, extension: str) -> bytes:
    """Return the document in `data` without its author.

    Raises:
        UnreadableDocument: it cannot be read, or is of another kind than `extension`.
        TooLargeDocument: unpacked, it is too large.
    """
    try:
        return CLEANERS[extension](data, extension)
    except (TooLargeDocument, UnreadableDocument):
        raise
    except (TooLargePicture, Image.DecompressionBombError) as error:
        raise TooLargeDocument from error
    except Exception as error:  # damage shows in many ways: bad ZIP, bad PDF, bad text, missing parts
        raise UnreadableDocument from error


class _Room:
    """How much more of a document may be unpacked and drawn, of the documents in it too."""

    def __init__(self) -> None:
        self.bytes, self.pixels = MOST_UNPACKED, MOST_PIXELS

    def take(self, size: int = 0, pixels: int = 0) -> None:
        """Use some of it.

        Raises:
            TooLargeDocument: there is not so much left.
        """
        self.bytes -= size
        self.pixels -= pixels
        if self.bytes < 0 or self.pixels < 0:
            raise TooLargeDocument


def _pdf(data: bytes, extension: str) -> bytes:
    return cleaned_pdf(data)


def _office(data: bytes, extension: str, room: _Room | None = None) -> bytes:
    """Return an archive with its parts cleaned; one that has `room` already is inside another."""
    written, is_inside, room = BytesIO(), room is not None, room or _Room()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(written, "w") as after:
        if len(before.infolist()) > MOST_ENTRIES:
            raise TooLargeDocument
        if not _is_of_kind(before, extension):
            raise UnreadableDocument
        left_out: set[str] = set()
        for entry, content in _unpacked(before, room):
            kept = _kept(entry.filename, content, room, is_inside)
            if kept is None:
                left_out.add(entry.filename)
                continue
            if entry.filename in LISTS:
                kept = without_names(kept, left_out)
            # An empty date, no comment and no extra field: they tell of the machine.
            bare = zipfile.ZipInfo(entry.filename)
            # In an OpenDocument the first file names the kind and must not be packed.
            bare.compress_type = entry.compress_type
            after.writestr(bare, kept)
    return written.getvalue()


def _kept(name: str, content: bytes, room: _Room, is_inside: bool) -> bytes | None:
    if content.startswith(b"PK\x03\x04"):
        # The table of a diagram. What stands in that one is none.
        extension = "" if is_inside else PurePosixPath(name).suffix.lower().removeprefix(".")
        return _office(content, extension, room)
    return cleaned_part(name, content, room)


def _has_good_names(names: list[str]) -> bool:
    """Tell whether no two files have one name (each program would read another) and none leads out."""
    parts = {part for name in names for part in re.split(r"[/\\]", name)}
    leads_out = ".." in parts or any(name.startswith(("/", "\\")) for name in names)
    return len(set(names)) == len(names) and not leads_out


def _is_of_kind(archive: zipfile.ZipFile, extension: str) -> bool:
    names = archive.namelist()
    if not _has_good_names(names) or any(macro in name for name in names for macro in MACROS):
        return False
    if extension in OPEN_DOCUMENTS:
        return archive.read("mimetype").strip() == OPEN_DOCUMENTS[extension]
    return OFFICE_PARTS[extension] in names


def _unpacked(archive: zipfile.ZipFile, room: _Room) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield each file with its content, lists last; what the archive says of its sizes is not believed."""
    for entry in sorted(archive.infolist(), key=lambda entry: entry.filename in LISTS):
        parts = []
        with archive.open(entry) as packed:
            while part := packed.read(CHUNK):
                room.take(len(part))
                parts.append(part)
        yield entry, b"".join(parts)


def _text(data: bytes, extension: str) -> bytes:
    if b"\0" in data:
        raise UnreadableDocument
    data.decode("utf-8")
    return data


CLEANERS: dict[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    **dict.fromkeys([*OFFICE_PARTS, *OPEN_DOCUMENTS], _office),
    **dict.fromkeys(["csv", "txt"], _text),
}
