"""Takes out of an uploaded document who wrote it and with what, and refuses what is not what its name says.

PDF: the document information and the XMP. Office documents are ZIP archives in which the same stands in
files of their own. What somebody wrote into the text, comments and tracked changes among it, stays.
"""

import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf

MOST_UNPACKED = 100 * 1024 * 1024
CHUNK = 64 * 1024

_PROPERTIES = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Files that tell of people and programs, and what takes their place: the others refer to them by name.
OFFICE_PROPERTIES = {
    "docProps/core.xml": _PROPERTIES
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": _PROPERTIES
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": _PROPERTIES
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": _PROPERTIES
    + '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    + ' office:version="1.3"/>',
}
# The folder or file without which an archive is not of this kind.
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENTS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
    "odp": b"application/vnd.oasis.opendocument.presentation",
}
# Programs inside a document.
MACROS = ("vbaProject.bin", "Basic/", "Scripts/")


class UnreadableDocument(Exception):
    """The file is damaged, locked, or not of the kind that its name says."""


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
    except TooLargeDocument:
        raise
    except Exception as error:  # damage shows in many ways: bad ZIP, bad PDF, bad text, missing parts
        raise UnreadableDocument from error


def _pdf(data: bytes, extension: str) -> bytes:
    written = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        if "/Metadata" in document.Root:
            del document.Root.Metadata
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _office(data: bytes, extension: str) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(written, "w") as after:
        if not _is_of_kind(before, extension):
            raise UnreadableDocument
        for entry, content in _unpacked(before):
            # An empty date, no comment and no extra field: they tell of the machine.
            bare = zipfile.ZipInfo(entry.filename)
            # In an OpenDocument the first file names the kind and must not be packed.
            bare.compress_type = entry.compress_type
            after.writestr(bare, OFFICE_PROPERTIES.get(entry.filename, content))
    return written.getvalue()


def _is_of_kind(archive: zipfile.ZipFile, extension: str) -> bool:
    names = archive.namelist()
    if len(set(names)) < len(names):
        # Two files of one name: each program would read another one.
        return False
    if any(macro in name for name in names for macro in MACROS):
        return False
    if extension in OPEN_DOCUMENTS:
        return archive.read("mimetype").strip() == OPEN_DOCUMENTS[extension]
    return OFFICE_PARTS[extension] in names


def _unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Yield each file with its content; what the archive says of its sizes is not believed."""
    left = MOST_UNPACKED
    for entry in archive.infolist():
        parts = []
        with archive.open(entry) as packed:
            while part := packed.read(CHUNK):
                left -= len(part)
                if left < 0:
                    raise TooLargeDocument
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
