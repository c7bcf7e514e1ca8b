"""Uploaded documents keep nothing of who wrote them; what is not what its name says is refused."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pikepdf
import pytest
from django.conf import settings

from astra_site.uploads import document_cleaning
from astra_site.uploads.document_cleaning import CLEANERS, TooLargeDocument, UnreadableDocument, cleaned
from tests.uploads.pictures import TRACES, opened, telltale
from tests.uploads.test_reencoding import damaged

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


def test_every_kind_that_may_come_in_is_tried() -> None:
    assert set(MAKERS) == set(CLEANERS) == set(settings.WAGTAILDOCS_EXTENSIONS)


@pytest.mark.parametrize("extension", MAKERS)
def test_nothing_of_the_author_stays(extension: str) -> None:
    before = MAKERS[extension]()
    if extension not in {"csv", "txt"}:
        assert AUTHOR.encode() in unpacked(before)
    after = cleaned(before, extension)
    assert AUTHOR.encode() not in unpacked(after)
    # Clean already, it stays readable and the same kind.
    assert cleaned(after, extension)


def test_a_cleaned_table_opens_with_all_that_was_in_it() -> None:
    book = openpyxl.load_workbook(BytesIO(cleaned(xlsx(), "xlsx")))
    assert book.active["A1"].value == "Zrenjanin"
    assert book.properties.creator != AUTHOR


def test_an_open_document_still_begins_with_its_kind() -> None:
    after = cleaned(open_document("odt"), "odt")
    assert b"mimetypeapplication/vnd.oasis.opendocument.text" in after[:90]


def test_an_archive_tells_of_no_machine_no_day_and_nothing_beside_its_files() -> None:
    told = zipfile.ZipInfo("word/document.xml", (2026, 3, 8, 12, 30, 0))
    told.comment, told.extra, told.create_system = AUTHOR.encode(), b"\x99\x99\x04\x00Mira", 19
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.comment = AUTHOR.encode()
        written.writestr(told, b"<text/>")

    with zipfile.ZipFile(BytesIO(cleaned(file.getvalue(), "docx"))) as after:
        (entry,) = after.infolist()
        assert (entry.date_time, entry.comment, entry.extra) == ((1980, 1, 1, 0, 0, 0), b"", b"")
        assert after.comment == b"" and after.read(entry) == b"<text/>"


def test_a_cleaned_pdf_has_its_pages() -> None:
    with pikepdf.open(BytesIO(cleaned(pdf(), "pdf"))) as document:
        assert len(document.pages) == 1


def in_a_document(extension: str, content: bytes) -> bytes:
    """Return a document with one file more, where its pictures are."""
    folder = {"docx": "word/media", "pptx": "ppt/media", "odt": "Pictures"}[extension]
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(f"{folder}/slika1.dat", content)
    return file.getvalue()


@pytest.mark.parametrize("extension", ["docx", "pptx", "odt"])
@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_pictures_in_a_document_are_drawn_anew(extension: str, kind: str) -> None:
    after = cleaned(in_a_document(extension, telltale(kind)), extension)
    with zipfile.ZipFile(BytesIO(after)) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("slika1.dat")]
        picture = packed.read(name)
    assert opened(picture).size == (24, 16)
    assert not dict(opened(picture).getexif())
    assert not [trace for trace in TRACES if trace in picture]


def test_the_table_of_a_diagram_in_a_document_loses_its_author_too() -> None:
    after = cleaned(office("word/document.xml", **{"word/embeddings/Tabela.xlsx": xlsx()}), "docx")
    with zipfile.ZipFile(BytesIO(after)) as packed:
        inside = packed.read("word/embeddings/Tabela.xlsx")
    assert AUTHOR.encode() not in unpacked(inside)


WRONG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page of the web": ("pdf", lambda: b"<html><script>alert(1)</script></html>"),
    "a text as a table": ("docx", xlsx),
    "a table as a text": ("odt", lambda: open_document("ods")),
    "macros": ("docx", lambda: office("word/document.xml", **{"word/vbaProject.bin": b"x"})),
    "a name that leads out": ("docx", lambda: office("word/document.xml", **{"../../evil": b"x"})),
    "a name from the top": ("docx", lambda: office("word/document.xml", **{"/etc/evil": b"x"})),
    "a photograph that cannot be drawn": (
        "docx",
        lambda: office("word/document.xml", **{"word/a.heic": b"x"}),
    ),
    "half a photograph": ("docx", lambda: in_a_document("docx", telltale("jpg")[:200])),
    "a document in the table of a document": (
        "docx",
        lambda: office(
            "word/document.xml", **{"word/a.xlsx": office("xl/workbook.xml", **{"b.xlsx": xlsx()})}
        ),
    ),
    "a template from elsewhere": (
        "docx",
        lambda: office(
            "word/document.xml",
            **{
                "word/_rels/settings.xml.rels": (
                    b'<Relationships><Relationship Type="http://x/attachedTemplate"'
                    b' Target="https://dojava.example/a.dotm" TargetMode="External"/></Relationships>'
                )
            },
        ),
    ),
    "two files of one name": ("docx", lambda: twice("word/document.xml")),
    "macros of an open document": ("odt", lambda: with_more("odt", "Basic/Standard/Module1.xml")),
    "scripts of an open document": ("ods", lambda: with_more("ods", "Scripts/python/a.py")),
    "half a table": ("xlsx", lambda: xlsx()[:-100]),
    "bytes as text": ("txt", lambda: b"a\0b"),
    "text of another encoding": ("csv", lambda: "Niš".encode("cp1250")),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_what_its_name_says_is_refused(what: str) -> None:
    extension, make = WRONG[what]
    with pytest.raises(UnreadableDocument):
        cleaned(make(), extension)


def test_a_pdf_behind_a_password_is_refused() -> None:
    file = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(file, encryption=pikepdf.Encryption(owner="a", user="tajna"))
    with pytest.raises(UnreadableDocument):
        cleaned(file.getvalue(), "pdf")


def test_an_archive_that_grows_without_end_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_cleaning, "MOST_UNPACKED", 100_000)
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("word/document.xml", bytes(200_000))
    assert len(file.getvalue()) < 1000
    with pytest.raises(TooLargeDocument):
        cleaned(file.getvalue(), "docx")


def test_an_archive_may_be_as_large_as_it_is_allowed_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_cleaning, "MOST_UNPACKED", len(b"<text/>"))
    assert cleaned(archive({"word/document.xml": b"<text/>"}), "docx")


@pytest.mark.parametrize("extension", ["pdf", "xlsx", "odt"])
def test_a_damaged_document_is_cleaned_or_refused_and_nothing_else(extension: str) -> None:
    chance = random.Random(f"document-{extension}")
    refused = 0
    for _ in range(60):
        try:
            cleaned(damaged(MAKERS[extension](), chance), extension)
        except (UnreadableDocument, TooLargeDocument):
            refused += 1
    assert refused


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_an_archive_of_too_many_files_is_not_unpacked(extension: str) -> None:
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        for number in range(20_000):
            written.writestr(f"customXml/item{number}.xml", b"")
    with pytest.raises(TooLargeDocument):
        cleaned(file.getvalue(), extension)


def test_links_of_a_document_stay() -> None:
    link = (
        b'<Relationships><Relationship Type="http://x/hyperlink" Target="https://astra.rs/"'
        b' TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(BytesIO(cleaned(office("word/document.xml", **{name: link}), "docx"))) as packed:
        assert packed.read(name) == link
