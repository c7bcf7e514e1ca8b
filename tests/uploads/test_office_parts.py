"""What may stand in an office document, part by part: kept, emptied, left out, or the reason to refuse it."""

import zipfile
from io import BytesIO

import pytest

from astra_site.uploads import document_cleaning
from astra_site.uploads.document_cleaning import TooLargeDocument, UnreadableDocument, cleaned
from astra_site.uploads.office_parts import cleaned_part, without_names
from tests.uploads.office import AUTHOR, archive, office, open_document, xlsx
from tests.uploads.pictures import drawing, opened, saved, telltale


class Room:
    """Counts what is drawn."""

    def __init__(self) -> None:
        self.pixels = 0

    def take(self, size: int = 0, pixels: int = 0) -> None:
        self.pixels += pixels


def part(name: str, content: bytes) -> bytes | None:
    return cleaned_part(name, content, Room())


TEXT = b"<w:p>Zrenjanin</w:p>"
XML = b'<?xml version="1.0" encoding="%b"?>' + TEXT


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((f"word/a.{ending}", TEXT) for ending in ("xml", "rels", "vml", "rdf", "psmdcp", "XML")),
        *((f"word/fonts/a.{ending}", b"\0\1font") for ending in ("odttf", "fntdata", "ttf", "otf", "TTF")),
        *(("word/a.xml", XML.replace(b"%b", name)) for name in (b"UTF-8", b"utf-16", b"us-ascii")),
        ("word/a.bin", b""), ("mimetype", b"application/vnd.oasis.opendocument.text\n"),
    ],
)  # fmt: skip
def test_texts_and_fonts_stay_as_they_are(name: str, content: bytes) -> None:
    assert part(name, content) == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/a.xml", b"no tags"), ("word/a.xml", XML.replace(b"%b", b"latin-1")),
        ("word/a.xml", b"<a>\0</a>"),
        ("word/a.bin", b"x"), ("word/mimetype", b"text"), ("mimetype", b"x" * 101), ("mimetype", b"a b c"),
        ("word/a.xml", b"<a/><svg/>"), ("word/a.xml", b"<x:html>"), ("word/a.xml", b"<SVG a=''>"),
        ("printerSettings1.bin", b"x"), ("word/other/printerSettings1.bin", b"x"),
    ],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_named(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        part(name, content)
    assert refusal.value.part == name


@pytest.mark.parametrize("content", [b"<a><svgs/></a>", b"<a><x:htmlish/></a>", b"<!DOCTYPE a><a/>"])
def test_what_is_only_called_alike_stays(content: bytes) -> None:
    assert part("word/a.xml", content) == content


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\n"])
def test_a_text_begins_with_its_first_tag(mark: bytes) -> None:
    assert part("word/a.xml", mark + TEXT) == TEXT


def test_a_text_in_other_letters_is_read_as_what_it_says() -> None:
    said = '<?xml version="1.0" encoding="UTF-16"?><w:p a=\'encoding="utf-16"\'/>'
    for letters in ("utf-16", "utf-16-le", "utf-16-be"):
        mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(letters, b"")
        assert part("word/a.xml", mark + said.encode(letters)).decode() == said.replace("UTF-16", "UTF-8")


TELLING = {
    "who wrote it": ("docProps/core.xml", b"<a>Mira</a>", b"core-properties"),
    "who wrote it, in an object": ("word/embeddings/docProps/core.xml", b"<a>Mira</a>", b"core-properties"),
    "who wrote it, by another name": ("package/a.psmdcp", b"<cp:coreProperties>Mira", b"core-properties"),
    "with what": ("docProps/app.xml", b"<a>Mira</a>", b"extended-properties"),
    "with what, by another name": (
        "docProps/b.xml", b'<Properties xmlns="http://x/extended-properties">Mira', b"extended-properties",
    ),
    "what somebody noted": ("docProps/custom.xml", b"<a>Mira</a>", b"custom-properties"),
    "what somebody noted, by another name": (
        "docProps/b.xml", b'<Properties xmlns="http://x/customProperties">Mira', b"custom-properties",
    ),
    "who wrote it, in an open document": ("meta.xml", b"<a>Mira</a>", b"document-meta"),
    "who wrote it, by another name there": ("b.xml", b"<office:document-meta>Mira", b"document-meta"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "instead"), TELLING.values(), ids=TELLING)
def test_what_tells_of_people_is_replaced_by_nothing_of_its_kind(
    name: str, content: bytes, instead: bytes
) -> None:
    kept = part(name, content)
    assert instead in kept and b"Mira" not in kept and kept.startswith(b"<?xml")
    # Far behind the beginning the same words are a text.
    if b"Mira<" not in content:
        later = b"<a>" + b" " * 5000 + content
        assert part("word/later.xml", later) == later


@pytest.mark.parametrize(
    "name",
    ["docProps/thumbnail.jpeg", "docProps/thumbnail.emf", "ObjectReplacements/Object 1", "layout-cache",
     "[trash]/0000.dat"],
)  # fmt: skip
def test_what_every_program_makes_itself_is_left_out(name: str) -> None:
    assert part(name, b"VCLMTF Mira") is None


@pytest.mark.parametrize("folder", ["xl", "ppt", "word"])
def test_which_printer_it_was_goes_and_the_part_stays(folder: str) -> None:
    assert part(f"{folder}/printerSettings/printerSettings1.bin", b"Mira") == bytes(4)


@pytest.mark.parametrize("extension", ["jpg", "png", "gif", "webp", "avif", "tif", "bmp", "jp2"])
@pytest.mark.parametrize("name", ["word/media/a.dat", "docProps/thumbnail.jpeg", "word/a.xml"])
def test_a_picture_is_drawn_anew_whatever_it_is_called_and_counted(name: str, extension: str) -> None:
    room = Room()
    drawn = cleaned_part(name, telltale(extension), room)
    assert opened(drawn).size == (24, 16) and b"Fotografkinja" not in drawn
    assert room.pixels == 24 * 16


def test_what_is_left_out_is_named_in_no_list_and_all_else_is() -> None:
    line = b'<Relationship Id="r1" Target="%b"/>'
    listed = b"<Relationships>" + b"".join(line % name for name in (b"/a.emf", b"a.emf", b"b.emf", b"xa.emf"))
    assert without_names(listed, {"a.emf"}) == b"<Relationships>" + line % b"b.emf" + line % b"xa.emf"
    assert without_names(listed, set()) == listed
    assert without_names(b"<m p='a.emf'/><m p='b'/>", {"a.emf"}) == b"<m p='b'/>"


# The document as a whole


@pytest.mark.parametrize(
    ("extension", "name"),
    [
        ("docx", "word/vbaProject.bin"), ("odt", "Basic/a.xml"), ("odt", "Scripts/a.xml"),
        ("docx", "word/activeX/a.xml"), ("docx", "word/embeddings/oleObject1.bin"),
        ("xlsx", "xl/externalLinks/a.xml"), ("xlsx", "xl/connections.xml"),
        ("docx", ".."), ("docx", "word/../a.xml"), ("docx", "word\\..\\a.xml"), ("docx", "/a.xml"),
        ("docx", "\\a.xml"),
    ],
)  # fmt: skip
def test_programs_and_names_that_lead_out_are_refused_whatever_is_in_them(extension: str, name: str) -> None:
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
    files = {"mimetype": document_cleaning.OPEN_DOCUMENTS["odt"]} if extension == "odt" else {
        main[extension]: TEXT
    }  # fmt: skip
    assert cleaned(archive(files), extension)
    with pytest.raises(UnreadableDocument) as refusal:
        cleaned(archive({**files, name: TEXT}), extension)
    assert refusal.value.part == ""


@pytest.mark.parametrize(
    ("extension", "others"), [("docx", "xlsx pptx"), ("xlsx", "docx pptx"), ("pptx", "docx xlsx")]
)
def test_a_document_is_of_the_kind_that_its_name_says(extension: str, others: str) -> None:
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
    made = office(main[extension])
    assert AUTHOR.encode() not in cleaned(made, extension)
    for other in (*others.split(), "odt", "ods", "odp"):
        with pytest.raises(UnreadableDocument):
            cleaned(made, other)
    with pytest.raises(UnreadableDocument):
        cleaned(open_document("ods"), "odp")


def test_a_limit_holds_for_all_parts_together_and_for_what_is_inside_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inside = office("xl/workbook.xml")
    files = {"word/document.xml": TEXT, "word/media/a.png": saved(drawing(), "png"), "word/a.xlsx": inside}
    with zipfile.ZipFile(BytesIO(inside)) as table:
        size = sum(len(content) for content in files.values()) + sum(e.file_size for e in table.infolist())
    for name, most, make in (
        ("MOST_UNPACKED", size, archive(files)), ("MOST_PIXELS", 24 * 16, archive(files)),
        ("MOST_ENTRIES", 3, archive(files)),
    ):  # fmt: skip
        with monkeypatch.context() as patched:
            # The table inside has parts of its own.
            made = make if name != "MOST_ENTRIES" else archive({**files, "word/a.xlsx": b""})
            patched.setattr(document_cleaning, name, most)
            assert cleaned(made, "docx")
            patched.setattr(document_cleaning, name, most - 1)
            with pytest.raises(TooLargeDocument):
                cleaned(made, "docx")


def test_a_packed_part_stays_packed_and_a_table_inside_is_cleaned_once() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("word/document.xml", TEXT * 50, zipfile.ZIP_DEFLATED)
        written.writestr("word/plain.xml", TEXT)
        written.writestr("word/embeddings/a.XLSX", xlsx())
    with zipfile.ZipFile(BytesIO(cleaned(file.getvalue(), "docx"))) as packed:
        kinds = {entry.filename: entry.compress_type for entry in packed.infolist()}
    assert kinds == {
        "word/document.xml": zipfile.ZIP_DEFLATED, "word/plain.xml": zipfile.ZIP_STORED,
        "word/embeddings/a.XLSX": zipfile.ZIP_STORED,
    }  # fmt: skip


@pytest.mark.parametrize("extension", ["csv", "txt"])
def test_a_plain_text_is_one_in_our_letters(extension: str) -> None:
    assert cleaned("Niš;3\n".encode(), extension) == "Niš;3\n".encode()
    for wrong in (b"a\0b", "Niš".encode("utf-16"), b"\xff"):
        with pytest.raises(UnreadableDocument):
            cleaned(wrong, extension)
