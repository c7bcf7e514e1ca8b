"""Small documents of each kind, as programs write them, with their author in them."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pikepdf
import pytest

from astra_site.uploads import document_cleaning

AUTHOR = "Mira Autorka"


def pdf() -> bytes:
    file = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.docinfo["/Author"] = AUTHOR
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [AUTHOR]
    document.save(file)
    return file.getvalue()


def xlsx() -> bytes:
    file = BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = "Zrenjanin"
    book.properties.creator = AUTHOR
    book.properties.lastModifiedBy = AUTHOR
    book.save(file)
    return file.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return file.getvalue()


def office(part: str, **more: bytes) -> bytes:
    core = f"<dc:creator>{AUTHOR}</dc:creator>".encode()
    return archive({"[Content_Types].xml": b"<Types/>", part: b"<text/>", "docProps/core.xml": core, **more})


def open_document(extension: str) -> bytes:
    meta = f"<dc:creator>{AUTHOR}</dc:creator>".encode()
    kind = document_cleaning.OPEN_DOCUMENTS[extension]
    return archive({"mimetype": kind, "content.xml": b"<text/>", "meta.xml": meta})


def with_more(extension: str, name: str) -> bytes:
    """Return a good document with one file more."""
    file = BytesIO(open_document(extension))
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(name, b"x")
    return file.getvalue()


def twice(part: str) -> bytes:
    """Return an archive with another file of the same name."""
    file = BytesIO(office(part))
    with zipfile.ZipFile(file, "a") as written, pytest.warns(UserWarning, match="Duplicate name"):
        written.writestr(part, b"<other/>")
    return file.getvalue()


MAKERS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "xlsx": xlsx,
    "docx": lambda: office("word/document.xml"),
    "pptx": lambda: office("ppt/presentation.xml"),
    "odt": lambda: open_document("odt"),
    "ods": lambda: open_document("ods"),
    "odp": lambda: open_document("odp"),
    "csv": lambda: "grad;broj\nNiš;3\n".encode(),
    "txt": lambda: b"Zrenjanin",
}


def in_a_document(extension: str, content: bytes) -> bytes:
    """Return a document with one file more, where its pictures are."""
    folder = {"docx": "word/media", "pptx": "ppt/media", "odt": "Pictures"}[extension]
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(f"{folder}/slika1.dat", content)
    return file.getvalue()


def unpacked(data: bytes) -> bytes:
    """Return all that is in a document, so that packed words are found too."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            return data + b"".join(packed.read(name) for name in packed.namelist())
    if data.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(data)) as document:
            told = [str(document.docinfo), str(document.open_metadata())]
            return data + " ".join(told).encode()
    return data
