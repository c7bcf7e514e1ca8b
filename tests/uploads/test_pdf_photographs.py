"""A photograph keeps its pixels wherever it lies in a PDF, and nothing of who took it where."""

import base64
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from astra_site.uploads import pdf_photographs
from astra_site.uploads.bare_photographs import bare_jpeg
from astra_site.uploads.document_cleaning import UnreadableDocument, cleaned
from tests.uploads.pictures import BEHIND, TRACES, drawing, opened, saved, telltale
from tests.uploads.test_pdf_cleaning import JPEG, dictionary, jpeg_2000, plain, with_photograph

WORD = b"Fotografkinja"


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(content) + 2).to_bytes(2) + content


BARE = saved(drawing(), "jpg")
JPEGS = {
    "something behind it": JPEG + BEHIND,
    "a second picture, as telephones make it": BARE + JPEG,
    "filled up before its tags": JPEG[:2] + b"\xff\xff\xff" + JPEG[2:],
    "something before it": WORD + JPEG,
    "places of other pictures": BARE[:2] + segment(0xE2, b"MPF\0" + WORD) + BARE[2:],
    "a small picture of a program": BARE[:2] + segment(0xE0, b"JFXX\0\x13" + WORD) + BARE[2:],
    "a small picture in its head": BARE[:2]
    + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\x0d\1" + WORD * 3)
    + BARE[20:],
    "where it was made, as signed (C2PA)": BARE[:2] + segment(0xEB, b"JP\0\1jumb" + WORD) + BARE[2:],
    "words behind its pixels": BARE[:-2] + segment(0xFE, WORD) + BARE[-2:],
    "words in the colours of others": BARE[:2] + segment(0xEE, b"Ducky" + WORD) + BARE[2:],
    "an end that is missing": JPEG[:-2],
}


@pytest.mark.parametrize("how", JPEGS)
def test_a_jpeg_keeps_its_pixels_and_no_more(how: str) -> None:
    before = JPEGS[how]
    assert [trace for trace in TRACES if trace in before]
    after = bare_jpeg(before)
    assert not [trace for trace in TRACES if trace in after]
    assert opened(after).tobytes() == opened(BARE).tobytes()


def test_a_jpeg_in_many_scans_and_its_colours_stay_as_they_are() -> None:
    large = drawing((400, 300))
    for made in (saved(large, "jpg", progressive=True), saved(large.convert("CMYK"), "jpg")):
        assert bare_jpeg(made) == made
    with_profile = opened(bare_jpeg(telltale("jpg")))
    assert with_profile.info["icc_profile"] == opened(telltale("jpg")).info["icc_profile"]


def in_pixels(data: bytes) -> bytes:
    """Return a JPEG 2000 with a word among its pixels, before its first tile."""
    at = data.index(b"\xff\x90")
    longer = data[:at] + segment(0x64, b"\0\1" + WORD) + data[at:]
    size = longer.index(b"jp2c") - 4
    return longer[:size] + (len(longer) - size).to_bytes(4) + longer[size + 4 :]


def in_the_head(data: bytes) -> bytes:
    """Return a JPEG 2000 with a word in a box of its head."""
    begins, box = data.index(b"jp2h") - 4, (8 + len(WORD)).to_bytes(4) + b"xml " + WORD
    end = begins + int.from_bytes(data[begins : begins + 4])
    return data[:begins] + (end - begins + len(box)).to_bytes(4) + data[begins + 4 : end] + box + data[end:]


def test_a_jpeg_2000_keeps_its_pixels_and_no_more() -> None:
    drawn = saved(drawing(), "jp2")
    codestream = drawn[drawn.index(b"jp2c") + 4 :]
    for before in (
        jpeg_2000(),
        in_pixels(drawn),
        in_the_head(drawn),
        in_pixels(drawn)[-len(codestream) - 19 :],
    ):
        assert WORD in before
        with pikepdf.open(BytesIO(cleaned(with_photograph(before, "/JPXDecode"), "pdf"))) as document:
            after = document.pages[0].obj.Resources.XObject.Slika.read_raw_bytes()
        assert WORD not in after
        assert opened(after).tobytes() == opened(drawn).tobytes()


def test_what_says_it_is_a_photograph_and_is_none_is_refused() -> None:
    for name in ("/DCTDecode", "/JPXDecode"):
        with pytest.raises(UnreadableDocument):
            cleaned(with_photograph(b"<html>Fotografkinja</html>", name), "pdf")


def among_words(data: bytes = JPEG, how: str = "/DCT") -> bytes:
    """Return a photograph as it stands among the words of a page."""
    head = f"q 24 0 0 16 0 0 cm\nBI /W 24 /H 16 /BPC 8 /CS /RGB /F {how} ID "
    return head.encode() + data + b"\nEI Q\nBT (Nis) Tj ET"


def form(document: pikepdf.Pdf, words: bytes, **others: Any) -> pikepdf.Stream:
    made = pikepdf.Stream(document, words)
    made.stream_dict = dictionary({"BBox": pikepdf.Array([0, 0, 24, 16]), **others})
    return made


def on_a_page(words: bytes) -> Callable[[pikepdf.Pdf, pikepdf.Page], None]:
    def put(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pikepdf.Stream(document, words)

    return put


def in_two_pieces(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    words = among_words()
    middle = words.index(b"/F ")
    pieces = [pikepdf.Stream(document, piece) for piece in (words[:middle], words[middle:])]
    page.obj.Contents = pikepdf.Array(pieces)


def in_a_form(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    inside = form(document, among_words(), Type="/XObject", Subtype="/Form")
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inside))


def in_a_pattern(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    inside = form(document, among_words(), Type="/Pattern", PatternType=1, PaintType=1, XStep=9, YStep=9)
    page.obj.Resources = pikepdf.Dictionary(Pattern=pikepdf.Dictionary(A=inside))


def in_a_letter(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    letters = pikepdf.Dictionary(A=pikepdf.Stream(document, b"9 0 d0 " + among_words()))
    font = dictionary({"Type": "/Font", "Subtype": "/Type3", "CharProcs": letters})
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(A=font))


def in_a_note(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    look = pikepdf.Dictionary(N=form(document, among_words(), Subtype="/Form"))
    note = dictionary({"Type": "/Annot", "Subtype": "/Stamp", "AP": look})
    page.obj.Annots = pikepdf.Array([note])


AMONG_WORDS: dict[str, Callable[[pikepdf.Pdf, pikepdf.Page], None]] = {
    "a page": on_a_page(among_words()),
    "a page, twice": on_a_page(among_words() + b"\n" + among_words(BARE + JPEG)),
    "a page, in letters": on_a_page(among_words(base64.a85encode(JPEG) + b"~>", "[/A85 /DCT]")),
    "a page, in digits": on_a_page(among_words(JPEG.hex().encode() + b">", "[/AHx /DCT]")),
    "a page, packed": on_a_page(among_words(zlib.compress(JPEG), "[/Fl /DCT]")),
    "a page, by its long name": on_a_page(among_words(how="/DCTDecode").replace(b"/F ", b"/Filter ")),
    "a page, by a name in digits": on_a_page(among_words(how="/D#43T")),
    "two pieces of a page": in_two_pieces,
    "a form": in_a_form,
    "a pattern": in_a_pattern,
    "a letter of a font": in_a_letter,
    "the look of a note": in_a_note,
}


def pdf_with(put: Callable[[pikepdf.Pdf, pikepdf.Page], None], **options: Any) -> bytes:
    document = pikepdf.new()
    put(document, document.add_blank_page())
    file = BytesIO()
    document.save(file, **options)
    return file.getvalue()


def pictures_among_words(data: bytes) -> list[pikepdf.PdfInlineImage]:
    with pikepdf.open(BytesIO(data)) as document:
        found = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        words = [instruction for stream in found for instruction in pikepdf.parse_content_stream(stream)]
        shown = [str(one.operands[0]) for one in words if str(one.operator) == "Tj"]
        assert set(shown) == {"Nis"}
        return [one.iimage for one in words if isinstance(one, pikepdf.ContentStreamInlineImage)]


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("where", AMONG_WORDS)
def test_a_photograph_among_words_keeps_its_pixels_and_no_more(where: str, is_packed: bool) -> None:
    after = cleaned(pdf_with(AMONG_WORDS[where], compress_streams=is_packed), "pdf")
    pictures = pictures_among_words(after)
    assert len(pictures) == (2 if where == "a page, twice" else 1)
    for picture in pictures:
        filters = [pdf_photographs._SHORT.get(str(name), str(name)) for name in picture.filters]
        data = pdf_photographs._unpacked(picture.read_raw_bytes(), filters[:-1])
        assert not [trace for trace in TRACES if trace in data]
        assert opened(data).tobytes() == opened(BARE).tobytes()
    assert not [trace for trace in TRACES[:3] if trace in plain(after)]


def test_a_photograph_among_words_that_is_packed_oddly_or_is_none_is_refused() -> None:
    for words in (among_words(how="[/RL /DCT]"), among_words(b"Fotografkinja")):
        with pytest.raises(UnreadableDocument):
            cleaned(pdf_with(on_a_page(words)), "pdf")


def test_words_without_photographs_stay_byte_for_byte() -> None:
    words = b"q  1 0 0 1 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 7f> EI Q % DCT\nBT (BI /DCT) Tj ET"
    with pikepdf.open(BytesIO(cleaned(pdf_with(on_a_page(words)), "pdf"))) as document:
        assert document.pages[0].obj.Contents.read_bytes() == words


def test_pages_that_grow_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = pikepdf.settings.set_qpdf_limits(flate_max_memory=50_000)
    try:
        with pytest.raises(UnreadableDocument):
            cleaned(pdf_with(on_a_page(bytes(60_000)), compress_streams=True), "pdf")
    finally:
        pikepdf.settings.set_qpdf_limits(**kept)
    assert kept == {"flate_max_memory": pdf_photographs.MOST_UNPACKED}

    def old(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.obj.Contents = pikepdf.Stream(document, b"")
        page.obj.Contents.write(bytes(2000), filter=pikepdf.Name.LZWDecode)

    monkeypatch.setattr(pdf_photographs, "MOST_OF_LZW", 1999)
    with pytest.raises(UnreadableDocument):
        cleaned(pdf_with(old, compress_streams=False), "pdf")


def photograph(document: pikepdf.Pdf, name: str = "/DCTDecode", **others: Any) -> pikepdf.Stream:
    made = pikepdf.Stream(document, b"")
    fields = {"Subtype": "/Image", "Width": 24, "Height": 16, "BitsPerComponent": 8, **others}
    made.stream_dict = dictionary(fields)
    made.write(BARE + JPEG, filter=pikepdf.Name(name))
    return made


def everywhere(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Put a photograph in each place where one may be an object of its own."""
    alternates = pikepdf.Array([pikepdf.Dictionary(Image=photograph(document))])
    inside = form(document, b"/B Do", Subtype="/Form")
    inside.stream_dict.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(B=photograph(document)))
    look = form(document, b"/C Do", Subtype="/Form")
    look.stream_dict.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(C=photograph(document)))
    note = dictionary({"Type": "/Annot", "Subtype": "/Stamp", "AP": pikepdf.Dictionary(N=look)})
    masked = photograph(
        document, SMask=photograph(document), Mask=photograph(document), Alternates=alternates
    )
    page.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(A=masked, F=inside, S=photograph(document, "/DCT"))
    )
    page.obj.Annots = pikepdf.Array([note])
    page.obj.Thumb = photograph(document)


def test_a_photograph_that_is_an_object_of_its_own_is_found_wherever_it_lies() -> None:
    before, after = pdf_with(everywhere), cleaned(pdf_with(everywhere), "pdf")
    assert before.count(b"Kamera9") == 8
    assert not [trace for trace in TRACES if trace in plain(after)]
    with pikepdf.open(BytesIO(after)) as document:
        drawn = [
            opened(thing.read_raw_bytes()).tobytes()
            for thing in document.objects
            if isinstance(thing, pikepdf.Stream) and str(thing.get("/Subtype", "")) == "/Image"
        ]
    # The small picture of the page is gone; programs draw it themselves.
    assert drawn == [opened(BARE).tobytes()] * 7


def telling(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Write of people, days and places wherever a program may do so."""
    told = pikepdf.Stream(document, b"<x:xmpmeta>Fotografkinja</x:xmpmeta>")
    of_a_program = pikepdf.Dictionary(Adobe=pikepdf.Dictionary(Private=WORD.decode()))
    signature = dictionary({"Type": "/Sig", "ByteRange": pikepdf.Array([0, 1]), "Name": WORD.decode()})
    article = document.make_indirect(
        pikepdf.Dictionary(I=pikepdf.Dictionary(Author=WORD.decode()), Type=pikepdf.Name.Thread)
    )
    page.obj.Metadata = document.make_indirect(told)
    page.obj.PieceInfo = of_a_program
    page.obj.LastModified = "D:20260308123000 Fotografkinja"
    page.obj.VP = pikepdf.Array([pikepdf.Dictionary(Measure=pikepdf.Dictionary(GPTS=[44.81, 20.46]))])
    page.obj.B = pikepdf.Array([document.make_indirect(pikepdf.Dictionary(T=article))])
    document.Root.Threads = pikepdf.Array([article])
    document.Root.AcroForm = pikepdf.Dictionary(
        Fields=[document.make_indirect(dictionary({"FT": "/Sig", "T": "potpis", "V": signature}))]
    )
    drawn_by = pikepdf.Dictionary(CreatorInfo=pikepdf.Dictionary(Creator=WORD.decode()))
    layer = dictionary({"Type": "/OCG", "Name": "Sloj", "Usage": drawn_by})
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=[document.make_indirect(layer)])
    document.docinfo["/Author"] = WORD.decode()
    page.obj.Contents = form(document, b"BT (Zrenjanin) Tj ET", LastModified="D:2026 Fotografkinja")


def test_a_page_tells_of_no_person_no_day_and_no_place() -> None:
    before, after = plain(pdf_with(telling)), plain(cleaned(pdf_with(telling), "pdf"))
    assert before.count(WORD) == 8
    for trace in (WORD, b"GPTS", b"44.81", b"LastModified", b"PieceInfo", b"D:2026"):
        assert trace in before and trace not in after, trace
    assert b"Zrenjanin" in after and b"potpis" in after


def test_a_page_is_read_word_by_word_only_if_a_photograph_may_lie_among_its_words() -> None:
    may_hold = pdf_photographs._may_hold_jpeg
    assert may_hold(among_words(b"")) and may_hold(b"BI/W 1/F/D#43T ID ")
    assert not may_hold(b"BI /W 1 ID DCT # EI (DCT)")
    assert not may_hold(b"(ABI #1) Tj BIH DCT")
