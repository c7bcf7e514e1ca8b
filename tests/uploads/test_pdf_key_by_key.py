"""What a PDF may hold, key by key: each that tells or does something goes wherever it stands, others stay."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest

from astra_site.uploads.document_cleaning import cleaned
from tests.uploads.test_pdf_cleaning import action, annotation, dictionary

# Where a field stands in no form, which is not what is tried here.
pytestmark = pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")
GO = (
    "AA", "AF", "Collection", "CreatorInfo", "DSS", "EF", "JS", "JavaScript", "LGIDict", "LastModified",
    "Measure", "Metadata", "OPI", "OpenAction", "PA", "Perms", "PieceInfo", "PtData", "Ref",
    "RichMediaContent", "RichMediaSettings", "SpiderInfo", "Threads", "Thumb", "URI", "VP", "XFA",
)  # fmt: skip
STAY = ("Lang", "PageLabels", "ViewerPreferences", "Rotate", "StructParents", "Title")


def after(document: pikepdf.Pdf) -> pikepdf.Pdf:
    file = BytesIO()
    document.save(file)
    return pikepdf.open(BytesIO(cleaned(file.getvalue(), "pdf")))


@pytest.mark.parametrize("key", [*GO, *STAY])
def test_a_key_goes_or_stays_wherever_it_stands(key: str) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    value = lambda: dictionary({"Told": "Mira Autorka"})  # noqa: E731 - each place needs its own
    stream = pikepdf.Stream(document, b"words")
    inside = dictionary({"Deep": pikepdf.Array([dictionary({key: value()})])})
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=stream), Inside=inside)
    for place in (document.Root, page.obj, stream):
        # The program that writes these files here looks into that of the whole document itself.
        if (key, place) != ("Metadata", document.Root):
            place[f"/{key}"] = value()

    with after(document) as cleaned_document:
        (page,) = cleaned_document.pages
        places = [
            cleaned_document.Root, page.obj, page.obj.Resources.XObject.A, page.obj.Resources.Inside.Deep[0],
        ]  # fmt: skip
        # The title of a document stands in its own list, and is no more there.
        assert [f"/{key}" in place for place in places] == [key in STAY] * 4


@pytest.mark.parametrize(
    ("kind", "is_kept"),
    [
        *((kind, True) for kind in ("Link", "Text", "FreeText", "Stamp", "Highlight", "Widget", "Popup")),
        *(
            (kind, False)
            for kind in ("3D", "FileAttachment", "Movie", "RichMedia", "Screen", "Sound", "TrapNet")
        ),
    ],
)
def test_of_what_lies_on_a_page_stays_what_is_read(kind: str, is_kept: bool) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.obj.Annots = pikepdf.Array([annotation(Subtype=f"/{kind}"), annotation(Subtype="/Ink")])

    with after(document) as cleaned_document:
        kinds = [str(found.Subtype) for found in cleaned_document.pages[0].obj.Annots]
        assert kinds == ([f"/{kind}", "/Ink"] if is_kept else ["/Ink"])


ACTIONS = {
    "a link": (action(S="/URI", URI="https://astra.rs/"), True),
    "a link that nobody may write": (action(S="/URI", URI="javascript:alert(1)"), False),
    "a link to nowhere": (action(S="/URI"), False),
    "a place in it": (action(S="/GoTo", D="a"), True),
    "the next page": (action(S="/Named", N="/NextPage"), True),
    "a place in another": (action(S="/GoToR", F="a.pdf"), False),
    "a place in a file inside": (action(S="/GoToE", D="a"), False),
    "a program": (action(S="/Launch", F="a.exe"), False),
    "something behind it": (action(S="/GoTo", D="a", Next=action(S="/Named", N="/Print")), False),
    "what is no action": (dictionary({"Told": "x"}), True),
}


@pytest.mark.parametrize(("found", "is_kept"), ACTIONS.values(), ids=ACTIONS)
def test_what_a_click_does_stays_where_it_only_leads(found: Any, is_kept: bool) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.obj.Annots = pikepdf.Array([annotation(A=found)])

    with after(document) as cleaned_document:
        (link,) = cleaned_document.pages[0].obj.Annots
        assert ("/A" in link) is is_kept
        if is_kept and "/URI" in found:
            assert str(link.A.URI) == "https://astra.rs/"


def test_a_signature_goes_and_what_somebody_has_filled_in_stays() -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    signature = dictionary({"Type": "/Sig", "ByteRange": pikepdf.Array([0, 1]), "Name": "Mira Autorka"})
    values = {"signed": signature, "filled in": pikepdf.String("Niš"), "of parts": dictionary({"a": 1})}
    page.obj.Annots = pikepdf.Array([annotation(V=value) for value in values.values()])

    with after(document) as cleaned_document:
        fields = cleaned_document.pages[0].obj.Annots
        assert ["/V" in field for field in fields] == [False, True, True]
        assert str(fields[1].V) == "Niš"


def test_articles_and_files_elsewhere_go_and_what_is_only_called_alike_stays() -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    page.obj.B = pikepdf.Array([dictionary({"A": "Mira Autorka"})])
    elsewhere = pikepdf.Stream(document, b"words")
    elsewhere["/F"] = pikepdf.String("/home/mira/a.txt")
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=elsewhere))
    page.obj.Annots = pikepdf.Array([annotation(F=4, B=1)])

    with after(document) as cleaned_document:
        page = cleaned_document.pages[0]
        (link,) = page.obj.Annots
        assert "/B" not in page.obj and "/F" not in page.obj.Resources.XObject.A
        assert (link.F, link.B) == (4, 1)


def test_names_of_places_stay_and_those_of_scripts_and_files_go() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    names = ("Dests", "EmbeddedFiles", "JavaScript", "AP", "Pages", "Templates", "URLS", "Renditions")
    document.Root.Names = dictionary({name: dictionary({"Names": pikepdf.Array([])}) for name in names})
    document.docinfo["/Author"] = "Mira Autorka"

    with after(document) as cleaned_document:
        assert list(cleaned_document.Root.Names.keys()) == ["/Dests"]
        assert "/Info" not in cleaned_document.trailer
    # The same twice is the same file: it tells nothing of when it was cleaned.
    file = BytesIO()
    document.save(file)
    assert cleaned(file.getvalue(), "pdf") == cleaned(file.getvalue(), "pdf")


@pytest.mark.parametrize("packing", ["JBIG2Decode", "CCITTFaxDecode"])
def test_what_only_scanners_pack_is_left_as_it_is(packing: str) -> None:
    document = pikepdf.new()
    page = document.add_blank_page()
    scan = pikepdf.Stream(document, b"BI /F /DCT ID scan")
    page.obj.Resources = pikepdf.Dictionary(Other=pikepdf.Dictionary(A=scan))
    scan.write(b"BI /F /DCT ID scan", filter=pikepdf.Name(f"/{packing}"))

    with after(document) as cleaned_document:
        kept = cleaned_document.pages[0].obj.Resources.Other.A
        assert kept.read_raw_bytes() == b"BI /F /DCT ID scan"
