"""Uploaded documents keep nothing of who wrote them; what is not what its name says is refused."""

import random
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from unittest.mock import Mock

import openpyxl
import pikepdf
import pytest
from django.conf import settings

from astra_site.uploads import document_cleaning, office_parts
from astra_site.uploads.document_cleaning import CLEANERS, TooLargeDocument, UnreadableDocument, cleaned
from tests.uploads.office import (
    AUTHOR,
    MAKERS,
    archive,
    in_a_document,
    office,
    open_document,
    pdf,
    unpacked,
    xlsx,
)
from tests.uploads.pictures import ARTIST, GPS, MAKER, ORIENTATION, TRACES, opened, telltale
from tests.uploads.refused import PARTS, TOO_LARGE, UNREADABLE
from tests.uploads.test_reencoding import damaged


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


@pytest.mark.parametrize("extension", ["docx", "pptx", "odt"])
@pytest.mark.parametrize("kind", ["jpg", "png", "webp", "tif", "bmp", "jp2"])
def test_pictures_in_a_document_are_drawn_anew(extension: str, kind: str) -> None:
    after = cleaned(in_a_document(extension, telltale(kind)), extension)
    with zipfile.ZipFile(BytesIO(after)) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("slika1.dat")]
        picture = packed.read(name)
    assert opened(picture).size == (24, 16)
    # A TIFF says its size in tags, too.
    assert not {MAKER, ARTIST, GPS, ORIENTATION} & set(opened(picture).getexif())
    assert not [trace for trace in TRACES if trace in picture]


def test_the_table_of_a_diagram_in_a_document_loses_its_author_too() -> None:
    after = cleaned(office("word/document.xml", **{"word/embeddings/Tabela.xlsx": xlsx()}), "docx")
    with zipfile.ZipFile(BytesIO(after)) as packed:
        inside = packed.read("word/embeddings/Tabela.xlsx")
    assert AUTHOR.encode() not in unpacked(inside)


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_is_not_what_its_name_says_is_refused(what: str) -> None:
    extension, make = UNREADABLE[what]
    with pytest.raises(UnreadableDocument) as refusal:
        cleaned(make(), extension)
    assert refusal.value.part == PARTS.get(what, ("",))[0]


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


@pytest.mark.parametrize("what", TOO_LARGE)
def test_an_archive_of_too_many_files_is_not_unpacked(what: str) -> None:
    extension, make = TOO_LARGE[what]
    with pytest.raises(TooLargeDocument):
        cleaned(make(), extension)


def test_links_of_a_document_stay() -> None:
    link = (
        b'<Relationships><Relationship Type="http://x/hyperlink" Target="https://astra.rs/"'
        b' TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(BytesIO(cleaned(office("word/document.xml", **{name: link}), "docx"))) as packed:
        assert packed.read(name) == link


def test_links_that_nobody_may_write_and_what_is_fetched_lead_nowhere() -> None:
    relations = (
        b'<Relationships><Relationship Type="http://x/hyperlink" Target="file:///C:/a.exe"'
        b' TargetMode="External"/></Relationships>'
    )
    slide = b'<a:hlinkClick action="ppaction://program" r:id="rId1"/><v:shape href="https://astra.rs/"/>'
    text = (
        b'<text:a xlink:href="https://astra.rs/">x</text:a>'
        b'<text:a xlink:href="javas&#99;ript:alert(1)">x</text:a>'
        b'<draw:image o=">" xlink:src="a" xlink:href="https://dojava.example/a.png"/>'
        b'<draw:image xlink:href="Pictures/a.png"/><draw:image xlink:href="../../a.png"/>'
        b'<script:event-listener xlink:href="vnd.sun.star.script:a.py"/>'
    )
    names = {"ppt/_rels/a.rels": relations, "ppt/slides/slide1.xml": slide, "content.xml": text}
    with zipfile.ZipFile(BytesIO(cleaned(office("ppt/presentation.xml", **names), "pptx"))) as packed:
        kept = {name: packed.read(name) for name in names}
    assert kept["ppt/_rels/a.rels"] == relations.replace(b"file:///C:/a.exe", b"#")
    assert kept["ppt/slides/slide1.xml"] == slide.replace(b"program", b"noaction")
    assert kept["content.xml"].count(b'href=""') == 4
    assert kept["content.xml"].count(b"https://astra.rs/") == 1
    assert b'"Pictures/a.png"' in kept["content.xml"]
    assert b"dojava" not in kept["content.xml"]


@pytest.mark.parametrize(
    "template", ["file:///C:/Users/ana/Memorandum.dotm", "https://dojava.example/a.dotm"]
)
def test_the_template_of_a_text_is_forgotten_and_not_fetched(template: str) -> None:
    relations = (
        f'<Relationships><Relationship Type="http://x/attachedTemplate" Target="{template}"'
        ' TargetMode="External"/></Relationships>'
    )
    name = "word/_rels/settings.xml.rels"
    file = office("word/document.xml", **{name: relations.encode()})
    with zipfile.ZipFile(BytesIO(cleaned(file, "docx"))) as packed:
        assert packed.read(name).decode() == relations.replace(template, "#")


LEFT_OUT = {
    "the picture of a first page": (
        "docx",
        "docProps/thumbnail.emf",
        "_rels/.rels",
        b'<Relationships><Relationship Id="rId2" Target="docProps/thumbnail.emf"/>%b</Relationships>',
        b'<Relationship Id="rId1" Target="word/document.xml"/>',
    ),
    "the picture of a chart": (
        "odt",
        "ObjectReplacements/Object 1",
        "META-INF/manifest.xml",
        b'<m:manifest><m:file-entry m:full-path="ObjectReplacements/Object 1"/>%b</m:manifest>',
        b'<m:file-entry m:full-path="Object 1/content.xml"/>',
    ),
}


@pytest.mark.parametrize("what", LEFT_OUT)
def test_a_drawing_that_every_program_makes_itself_goes_and_nothing_names_it(what: str) -> None:
    extension, drawing, listed, before, after = LEFT_OUT[what]
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        # The list stands before what it lists.
        written.writestr(listed, before % after)
        written.writestr(drawing, b"VCLMTF Fotografkinja")
    with zipfile.ZipFile(BytesIO(cleaned(file.getvalue(), extension))) as packed:
        assert drawing not in packed.namelist()
        assert packed.read(listed) == before.partition(b">")[0] + b">" + after + before.rpartition(b"%b")[2]


@pytest.mark.parametrize(
    ("extension", "name", "content"),
    [
        ("docx", "package/a.psmdcp", b"<coreProperties><creator>Mira Autorka</creator></coreProperties>"),
        ("odt", "Object 1/meta.xml", b"<o:document-meta>Mira Autorka</o:document-meta>"),
        ("xlsx", "xl/printerSettings/printerSettings1.bin", b"Mira Autorka's printer"),
    ],
)  # fmt: skip
def test_an_author_by_another_name_goes_too(extension: str, name: str, content: bytes) -> None:
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        written.writestr(name, content)
    after = cleaned(file.getvalue(), extension)
    assert AUTHOR.encode() not in unpacked(after)
    with zipfile.ZipFile(BytesIO(after)) as packed:
        assert name in packed.namelist()


@pytest.mark.parametrize(
    "piece",
    [
        "<w:instrText ",
        "<!DOCTYPE ",
        "<Relationship ",
        "<?xml ",
        "<",
        ' a:href="https://x/"',
        "<a.",
        " instr='",
    ],
)
def test_however_a_text_is_written_it_is_read_in_a_time_that_grows_as_it_does(piece: str) -> None:
    def seconds(number: int) -> float:
        begun = time.process_time()
        for name in ("word/a.xml", "word/_rels/a.rels"):
            with suppress(UnreadableDocument):
                office_parts.cleaned_part(name, b"<a>" + piece.encode() * number, Mock())
        return time.process_time() - begun

    # Of the processor, not of the clock. Looked at from each other one, sixteen times as many pieces would
    # take 256 times as long.
    assert seconds(160_000) < 90 * max(seconds(10_000), 0.02)


def test_a_text_in_other_letters_stays_a_text() -> None:
    said = '<?xml version="1.0" encoding="UTF-16"?><w:p>Čista proba</w:p>'
    after = cleaned(office("word/document.xml", **{"word/a.xml": said.encode("utf-16")}), "docx")
    with zipfile.ZipFile(BytesIO(after)) as packed:
        assert packed.read("word/a.xml").decode() == said.replace("UTF-16", "UTF-8")
