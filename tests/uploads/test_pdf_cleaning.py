"""A PDF is to be read: nothing in it does anything, and no photograph in it says where it was taken."""

from io import BytesIO
from typing import Any

import pikepdf

from astra_site.uploads.document_cleaning import cleaned
from tests.uploads.pictures import BEHIND, TRACES, telltale

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
