"""A PDF is to be read: nothing in it does anything, and no photograph in it says where it was taken."""

import base64
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image

from astra_site.uploads import pdf_photographs
from astra_site.uploads.document_cleaning import UnreadableDocument, cleaned
from tests.uploads.pictures import BEHIND, TRACES, drawing, opened, telltale

DOES_SOMETHING = (
    b"JavaScript", b"/JS", b"Launch", b"SubmitForm", b"ImportData", b"GoToR", b"/AA", b"OpenAction", b"XFA",
    b"EmbeddedFile", b"program.exe", b"dojava", b"passwd",
)  # fmt: skip


def pdf_that_does_things() -> bytes:
    """Return a PDF with every way to do something, a link that may stay, and a photograph with its tags."""
    document = pikepdf.new()
    page = document.add_blank_page()
    script = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
    attached = pikepdf.AttachedFileSpec(document, b"MZ", filename="program.exe")
    document.attachments["program.exe"] = attached
    document.Root.OpenAction = action(**script)
    document.Root.AA = pikepdf.Dictionary(WC=action(S="/URI", URI="https://dojava.example/zatvoreno"))
    document.Root.Names.JavaScript = pikepdf.Dictionary(Names=["a", action(**script)])
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.Stream(document, b"<xdp/>"))
    page.obj.AA = pikepdf.Dictionary(O=action(S="/URI", URI="https://dojava.example/otvoreno"))
    kinds = [
        action(S="/Launch", F="program.exe"),
        action(S="/SubmitForm", F="https://dojava.example/obrazac"),
        action(S="/ImportData", F="podaci.fdf"),
        action(S="/GoToR", F="https://dojava.example/drugi.pdf"),
        action(S="/URI", URI="https://ime:lozinka@dojava.example/"),
        action(S="/URI", URI="file:///etc/passwd"),
        action(S="/URI", URI="https://astra.rs/", Next=action(**script)),
        action(S="/URI", URI="https://astra.rs/ostaje"),
        action(S="/GoTo", D=[page.obj, "/Fit"]),
    ]
    annotations = [annotation(A=document.make_indirect(kind)) for kind in kinds]
    annotations += [
        annotation(Subtype=f"/{name}") for name in ("FileAttachment", "RichMedia", "Screen", "3D")
    ]
    page.obj.Annots = document.make_indirect(pikepdf.Array(annotations))
    photo = pikepdf.Stream(document, telltale("jpg").removesuffix(BEHIND))
    photo.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=24, Height=16, BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Slika=photo))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def dictionary(values: dict[str, Any]) -> pikepdf.Dictionary:
    """Return a dictionary of a PDF; words that begin with / are its names."""
    is_name = lambda value: isinstance(value, str) and value.startswith("/")  # noqa: E731
    named = {name: pikepdf.Name(value) if is_name(value) else value for name, value in values.items()}
    return pikepdf.Dictionary({f"/{name.removeprefix('/')}": value for name, value in named.items()})


def action(**values: Any) -> pikepdf.Dictionary:
    return dictionary({"Type": "/Action", **values})


def annotation(**values: Any) -> pikepdf.Dictionary:
    return dictionary({"Type": "/Annot", "Subtype": "/Link", "Rect": pikepdf.Array([0, 0, 9, 9]), **values})


def plain(data: bytes) -> bytes:
    """Return a PDF with nothing packed but its photographs."""
    file = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(
            file,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return file.getvalue()


def test_a_pdf_does_nothing_but_lead_where_a_link_may_lead() -> None:
    before = pdf_that_does_things()
    after = cleaned(before, "pdf")
    with pikepdf.open(BytesIO(after)) as document:
        (page,) = document.pages
        actions = [one.A for one in page.obj.Annots if "/A" in one]
        assert [str(one.S) for one in actions] == ["/URI", "/GoTo"]
        assert str(actions[0].URI) == "https://astra.rs/ostaje"
        assert {str(one.Subtype) for one in page.obj.Annots} == {"/Link"}
        assert not document.attachments
        picture = pikepdf.PdfImage(page.obj.Resources.XObject.Slika)
        assert picture.as_pil_image().convert("RGB").getpixel((2, 2))[2] > 60
    must_go = (*DOES_SOMETHING, *TRACES[:3])
    assert not [words for words in must_go if words not in plain(before)]
    assert not [words for words in must_go if words in plain(after)]


def jpeg_2000() -> bytes:
    """Return a photograph with a place in a box of its own, as programs write it."""
    file = BytesIO()
    drawing().save(file, "JPEG2000")
    data, box = file.getvalue(), b"uuid" + b"n" * 16 + b"Fotografkinja"
    end = data.index(b"jp2c") - 4
    return data[:end] + (len(box) + 4).to_bytes(4) + box + data[end:]


def with_photograph(data: bytes, *filters: str) -> bytes:
    document = pikepdf.new()
    page = document.add_blank_page()
    photo = pikepdf.Stream(document, data)
    photo.stream_dict = dictionary(
        {"Type": "/XObject", "Subtype": "/Image", "Width": 24, "Height": 16, "BitsPerComponent": 8}
    )
    photo.write(data, filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Slika=photo))
    file = BytesIO()
    document.save(file, compress_streams=False)
    return file.getvalue()


JPEG = telltale("jpg").removesuffix(BEHIND)
PHOTOGRAPHS: dict[str, Callable[[], bytes]] = {
    "JPEG 2000": lambda: with_photograph(jpeg_2000(), "/JPXDecode"),
    "packed": lambda: with_photograph(zlib.compress(JPEG), "/FlateDecode", "/DCTDecode"),
    "in letters": lambda: with_photograph(base64.a85encode(JPEG) + b"~>", "/ASCII85Decode", "/DCTDecode"),
    "in digits": lambda: with_photograph(JPEG.hex().encode() + b">", "/ASCIIHexDecode", "/DCTDecode"),
}


@pytest.mark.parametrize("how", PHOTOGRAPHS)
def test_a_photograph_keeps_its_pixels_and_nothing_of_who_took_it(how: str) -> None:
    with pikepdf.open(BytesIO(cleaned(PHOTOGRAPHS[how](), "pdf"))) as document:
        (page,) = document.pages
        photo = page.obj.Resources.XObject.Slika.read_raw_bytes()
    assert not [trace for trace in TRACES[:3] if trace in photo]
    seen: Image.Image = opened(photo)
    assert seen.size == (24, 16)
    assert seen.convert("RGB").getpixel((2, 2))[2] > 60


def test_a_photograph_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_photographs, "MOST_UNPACKED", 1000)
    with pytest.raises(UnreadableDocument):
        cleaned(with_photograph(zlib.compress(JPEG + bytes(9000)), "/FlateDecode", "/DCTDecode"), "pdf")
