"""Documents that are refused, and why."""

import gzip
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO

from tests.uploads.office import MAKERS, archive, in_a_document, office, open_document, twice, with_more, xlsx
from tests.uploads.pictures import telltale

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def part(name: str, content: bytes) -> bytes:
    """Return a document with one part more."""
    return office("word/document.xml", **{name: content})


def many(extension: str) -> bytes:
    """Return a document with more parts than anybody writes."""
    file = BytesIO(MAKERS[extension]())
    with zipfile.ZipFile(file, "a") as written:
        for number in range(20_000):
            written.writestr(f"customXml/item{number}.xml", b"")
    return file.getvalue()


UNREADABLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a page of the web": ("pdf", lambda: b"<html><script>alert(1)</script></html>"),
    "a text as a table": ("docx", xlsx),
    "a table as a text": ("odt", lambda: open_document("ods")),
    "macros": ("docx", lambda: office("word/document.xml", **{"word/vbaProject.bin": b"x"})),
    "a name that leads out": ("docx", lambda: office("word/document.xml", **{"../../evil": b"x"})),
    "a name from the top": ("docx", lambda: office("word/document.xml", **{"/etc/evil": b"x"})),
    "half a photograph": ("docx", lambda: in_a_document("docx", telltale("jpg")[:200])),
    "a document in the table of a document": (
        "docx",
        lambda: office(
            "word/document.xml", **{"word/a.xlsx": office("xl/workbook.xml", **{"b.xlsx": xlsx()})}
        ),
    ),
    "two files of one name": ("docx", lambda: twice("word/document.xml")),
    "macros of an open document": ("odt", lambda: with_more("odt", "Basic/Standard/Module1.xml")),
    "scripts of an open document": ("ods", lambda: with_more("ods", "Scripts/python/a.py")),
    "half a table": ("xlsx", lambda: xlsx()[:-100]),
    "bytes as text": ("txt", lambda: b"a\0b"),
    "text of another encoding": ("csv", lambda: "Niš".encode("cp1250")),
    "an encrypted document": ("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2040)),
    "half a text": ("docx", lambda: MAKERS["docx"]()[:-60]),
    "an archive in a text": ("docx", lambda: part("word/a.zip", archive({"a.txt": b"x"}))),
}
# What may not stand in a document, though the document itself can be read: the sentence names it.
PARTS: dict[str, tuple[str, bytes]] = {
    "a photograph that cannot be drawn": ("word/media/a.heic", b"x"),
    "a film": ("word/media/a.mp4", b"x"),
    "a drawing, EMF": ("word/media/a.emf", b"\1\0\0\0l\0\0\0Fotografkinja"),
    "a drawing, WMF": ("word/media/a.wmf", b"\xd7\xcd\xc6\x9aFotografkinja"),
    "a packed drawing": ("word/media/a.emz", gzip.compress(b"Fotografkinja")),
    "a drawing, SVG": ("word/media/a.svg", SVG),
    "a drawing by another name": ("word/media/a.xml", SVG),
    "a drawing in other letters": ("word/media/a.xml", SVG.decode().encode("utf-16")),
    "a drawing in letters that nobody reads": (
        "word/a.xml",
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-svg/+AD4-',
    ),
    "a page of the web": ("word/afchunk.htm", b"<html><script>alert(1)</script></html>"),
    "a page of the web by another name": ("word/a.xml", b"<html><script>alert(1)</script></html>"),
    "a photograph in letters": ("word/a.xml", b"<a><office:binary-data>/9j/4AAQ</office:binary-data></a>"),
    "an abbreviation that grows": ("word/a.xml", b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'),
    "a list from elsewhere": ("word/a.xml", b'<!DOCTYPE a SYSTEM "https://dojava.example/a.dtd"><a/>'),
    "a packed archive": ("word/a.bin", b"7z\xbc\xaf\x27\x1c"),
    "a field that starts a program": (
        "word/a.xml",
        b"<w:p><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd.exe</w:instrText></w:p>",
    ),
    "a field with other signs in it": (
        "word/a.xml",
        b'<w:p><w:instrText a=">">DDE</w:instrText><w:instrText>AUTO c:\\cmd.exe ></w:instrText></w:p>',
    ),
    "a field in one piece": ("word/a.xml", b'<w:fldSimple w:instr=" DDEAUTO c:\\cmd.exe "/>'),
    "a table that asks a database": ("xl/a.xml", b'<dbPr connection="DSN=x"/>'),
    "a frame from elsewhere": (
        "word/_rels/settings.xml.rels",
        b'<Relationships><Relationship Type="http://x/frame"'
        b' Target="https://dojava.example/a.htm" TargetMode="External"/></Relationships>',
    ),
    "a picture from elsewhere, in other letters": (
        "word/_rels/b.rels",
        (
            '<Relationships><Relationship Type="http://x/image" Target="https://x/" TargetMode="External"/>'
            "</Relationships>"
        ).encode("utf-16"),
    ),
}
UNREADABLE |= {what: ("docx", partial(part, *named)) for what, named in PARTS.items()}
TOO_LARGE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "20,000 parts": ("docx", lambda: many("docx")),
    "20,000 parts of an open document": ("odt", lambda: many("odt")),
}
