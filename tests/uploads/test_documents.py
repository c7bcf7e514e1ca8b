"""Uploaded documents keep nothing of who wrote them; what is not what its name says is refused."""

import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, UploadedFile

from astra_site.uploads import document_cleaning
from astra_site.uploads.document_cleaning import CLEANERS, TooLargeDocument, UnreadableDocument, cleaned
from tests.uploads.test_reencoding import damaged
from tests.uploads.test_uploads import keep_half

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


WRONG: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page of the web": ("pdf", lambda: b"<html><script>alert(1)</script></html>"),
    "a text as a table": ("docx", xlsx),
    "a table as a text": ("odt", lambda: open_document("ods")),
    "macros": ("docx", lambda: office("word/document.xml", **{"word/vbaProject.bin": b"x"})),
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


# In the admin


def fields(**others: Any) -> dict[str, Any]:
    return {"title": "Izveštaj", "collection": Collection.get_first_root_node().pk, "tags": "", **others}


def send_one(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtaildocs:add"), fields(file=file))


def send_several(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(reverse("wagtaildocs:add_multiple"), fields() | {"files[]": file})


def send_in_chooser(client: Client, file: SimpleUploadedFile) -> HttpResponse:
    sent = {f"document-chooser-upload-{name}": value for name, value in fields(file=file).items()}
    return client.post(reverse("wagtaildocs_chooser:create"), sent)


WAYS_IN = [send_one, send_several, send_in_chooser]


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize("extension", ["pdf", "xlsx"])
def test_every_way_in_cleans(send: Callable, extension: str, admin_client: Client) -> None:
    send(admin_client, SimpleUploadedFile(f"izvestaj.{extension}", MAKERS[extension]()))
    document = Document.objects.get()
    with document.open_file() as file:
        data = file.read()
    assert AUTHOR.encode() not in unpacked(data)
    assert document.file_size == len(data)


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
@pytest.mark.parametrize("name", ["strana.html", "slika.svg", "izvestaj.pdf", "izvestaj.docm"])
def test_every_way_in_refuses_and_leaves_nothing(send: Callable, name: str, admin_client: Client) -> None:
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    answer = send(admin_client, SimpleUploadedFile(name, b"<html><script>alert(1)</script></html>"))
    assert answer.status_code == 200
    assert not Document.objects.exists()
    assert not UploadedFile.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
@pytest.mark.parametrize("send", WAYS_IN)
def test_a_full_disk_is_an_error_of_the_form_and_leaves_nothing(
    send: Callable, admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(default_storage, "_save", keep_half)
    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert send(admin_client, SimpleUploadedFile("izvestaj.pdf", pdf())).status_code == 200
    assert not Document.objects.exists()
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before


@pytest.mark.django_db
@pytest.mark.parametrize("extension", MAKERS)
def test_all_but_pdf_is_saved_and_not_opened(extension: str, client: Client) -> None:
    file = ContentFile(MAKERS[extension](), name=f"izvestaj.{extension}")
    document = Document.objects.create(title="Izveštaj", file=file)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert not answer.cookies
    assert ("attachment" in answer.get("Content-Disposition", "")) == (extension != "pdf")
    answer.close()
